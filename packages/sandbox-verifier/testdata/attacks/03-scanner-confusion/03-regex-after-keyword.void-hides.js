// attack: 03-scanner-confusion/03-regex-after-keyword
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:mutable-binding) 2:39
"use strict";
function f(a) { void /["]/.test(a); } let hidden = 1; //"
