// attack: 04-module-grammar/30-trusted-name-from-local
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:call-result) 3:11
"use strict";
const x_1 = require("./x.ts");
const a = x_1.data.lift(() => 1);
