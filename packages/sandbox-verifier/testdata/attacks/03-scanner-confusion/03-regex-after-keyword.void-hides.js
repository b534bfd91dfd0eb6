// attack: 03-scanner-confusion/03-regex-after-keyword
// kind: body
// by: verifier
// expect: reject(verify:mutable-binding) 2:39
"use strict";
function f(a) { void /["]/.test(a); } let hidden = 1; //"
