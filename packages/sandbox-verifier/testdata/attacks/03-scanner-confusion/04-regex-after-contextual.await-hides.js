// attack: 03-scanner-confusion/04-regex-after-contextual
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:mutable-binding) 2:38
"use strict";
async function f(a) { await /["]/; } let hidden = 1; //"
