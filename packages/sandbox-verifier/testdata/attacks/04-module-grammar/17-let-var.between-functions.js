// attack: 04-module-grammar/17-let-var
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:mutable-binding) 3:1
"use strict";
function f() {}
var b = 1
function g() {}
