// attack: 03-scanner-confusion/01-regex-after-paren
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:mutable-binding) 2:44
"use strict";
function f(a) { while (a) /["]/.test(a); } let hidden = 1; //"
