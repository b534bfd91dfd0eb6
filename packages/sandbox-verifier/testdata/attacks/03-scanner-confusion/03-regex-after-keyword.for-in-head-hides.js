// attack: 03-scanner-confusion/03-regex-after-keyword
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:mutable-binding) 2:43
"use strict";
function f(a) { for (const b in /["]/); } let hidden = 1; //"
