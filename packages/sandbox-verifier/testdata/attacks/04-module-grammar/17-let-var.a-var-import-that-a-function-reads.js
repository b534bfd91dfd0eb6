// attack: 04-module-grammar/17-let-var
// kind: body
// by: verifier
// rule: S4
// expect: reject(verify:mutable-binding) 2:5
"use strict";
var x_1 = require("./x.ts");
function f() { return x_1.a; }
