// attack: 04-module-grammar/02-quote-to-quote
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:call-result) 3:17
"use strict";
const x_1 = require("./x.ts");
const a = "a" + (0, x_1.f)() + "b";
