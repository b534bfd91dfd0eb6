// attack: 04-module-grammar/31-package-import-value
// kind: body
// by: verifier
// expect: reject(verify:package) 3:14
"use strict";
const pkg_1 = require("left-pad");
const a = `${pkg_1.name}`;
