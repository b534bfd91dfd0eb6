// attack: 03-scanner-confusion/04-regex-after-contextual
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:mutable-binding) 2:75
"use strict";
async function f(a) { for await (const b of /["]/[Symbol.matchAll](a)); } let hidden = 1; //"
