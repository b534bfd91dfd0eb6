// attack: 03-scanner-confusion/03-regex-after-keyword
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:mutable-binding) 2:38
"use strict";
function f(a) { return a in /["]/; } let hidden = 1; //"
