// attack: 03-scanner-confusion/03-regex-after-keyword
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:mutable-binding) 2:61
"use strict";
function f() { return class extends /["]/.constructor {}; } let hidden = 1; //"
