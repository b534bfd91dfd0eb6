// attack: 04-module-grammar/31-package-import-value
// kind: body
// by: verifier
// rule: W10
// expect: reject(verify:package) 3:40
"use strict";
const pkg_1 = require("left-pad");
const a = __cfHelpers.__cf_data((() => pkg_1.pad())());
