// attack: 03-scanner-confusion/01-regex-after-paren
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:mutable-binding) 2:41
"use strict";
function f(a) { if (a) /["]/.test(a); } let hidden = 1; //"
