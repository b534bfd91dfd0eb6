// attack: 04-module-grammar/17-let-var
// kind: body
// by: verifier
// expect: reject(verify:mutable-binding) 2:1
"use strict";
var x_1 = require("./x.ts"), y = 1;
