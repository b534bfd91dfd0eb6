// attack: 04-module-grammar/31-package-import-value
// kind: body
// by: verifier
// expect: reject(verify:package) 3:19
"use strict";
const pkg_1 = require("left-pad");
exports.default = pkg_1;
