// attack: 03-scanner-confusion/08-automatic-semicolons
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:mutable-binding) 3:8
"use strict";
function f(a) { const c = a
`b`; } let hidden = 1; //`
