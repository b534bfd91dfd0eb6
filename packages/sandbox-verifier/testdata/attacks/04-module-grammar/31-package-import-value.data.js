// attack: 04-module-grammar/31-package-import-value
// kind: body
// by: verifier
// expect: reject(verify:package) 3:34
"use strict";
const pkg_1 = require("left-pad");
const a = __cfHelpers.__cf_data([pkg_1.a]);
