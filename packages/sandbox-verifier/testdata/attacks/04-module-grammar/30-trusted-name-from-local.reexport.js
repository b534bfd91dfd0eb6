// attack: 04-module-grammar/30-trusted-name-from-local
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:call-result) 4:11
"use strict";
const x_1 = require("./x.ts");
exports.a = 1;
const a = (0, exports.a)(() => 1);
