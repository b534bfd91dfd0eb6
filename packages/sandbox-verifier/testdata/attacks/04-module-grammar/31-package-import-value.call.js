// attack: 04-module-grammar/31-package-import-value
// kind: body
// by: verifier
// expect: reject(verify:call-result) 3:11
"use strict";
const pkg_1 = require("left-pad");
const a = (0, pkg_1.pad)("a");
