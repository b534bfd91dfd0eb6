// attack: 03-scanner-confusion/03-regex-after-keyword
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:mutable-binding) 2:63
"use strict";
function f(a) { for (const b of /["]/[Symbol.matchAll](a)); } let hidden = 1; //"
