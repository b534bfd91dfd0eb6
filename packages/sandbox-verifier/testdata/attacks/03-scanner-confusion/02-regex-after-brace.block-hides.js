// attack: 03-scanner-confusion/02-regex-after-brace
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:mutable-binding) 2:38
"use strict";
function f(a) { { } /["]/.test(a); } let hidden = 1; //"
