// attack: 03-scanner-confusion/04-regex-after-contextual
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:mutable-binding) 2:54
"use strict";
function* f(a) { yield* /["]/[Symbol.matchAll](a); } let hidden = 1; //"
