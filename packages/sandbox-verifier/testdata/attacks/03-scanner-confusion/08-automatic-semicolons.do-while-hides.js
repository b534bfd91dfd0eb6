// attack: 03-scanner-confusion/08-automatic-semicolons
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:mutable-binding) 2:39
"use strict";
function f(a) { do a--; while (a) a } let hidden = 1;
