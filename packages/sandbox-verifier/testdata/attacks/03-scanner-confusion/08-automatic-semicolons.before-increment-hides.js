// attack: 03-scanner-confusion/08-automatic-semicolons
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:mutable-binding) 4:5
"use strict";
function f(a, b) { a
++
b } let hidden = 1;
