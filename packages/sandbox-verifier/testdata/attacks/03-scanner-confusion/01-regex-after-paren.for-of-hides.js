// attack: 03-scanner-confusion/01-regex-after-paren
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:mutable-binding) 2:53
"use strict";
function f(l) { for (const a of l) /["]/.test(a); } let hidden = 1; //"
