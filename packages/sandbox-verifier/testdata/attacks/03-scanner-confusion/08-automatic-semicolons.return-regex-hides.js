// attack: 03-scanner-confusion/08-automatic-semicolons
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:mutable-binding) 3:17
"use strict";
function f(a) { return
/["]/.test(a) } let hidden = 1; //"
