// attack: 03-scanner-confusion/03-regex-after-keyword
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:mutable-binding) 2:47
"use strict";
function f(a) { if (a); else /["]/.test(a); } let hidden = 1; //"
