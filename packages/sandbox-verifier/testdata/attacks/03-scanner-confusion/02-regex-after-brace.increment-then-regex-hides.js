// attack: 03-scanner-confusion/02-regex-after-brace
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:mutable-binding) 3:22
"use strict";
function f(a) { a
++/["]/.lastIndex; } let hidden = 1; //"
