// attack: 03-scanner-confusion/03-regex-after-keyword
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:mutable-binding) 2:52
"use strict";
function f(a) { return new /["]/.constructor(a); } let hidden = 1; //"
