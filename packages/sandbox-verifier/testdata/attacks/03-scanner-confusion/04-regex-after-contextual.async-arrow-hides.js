// attack: 03-scanner-confusion/04-regex-after-contextual
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:mutable-binding) 2:44
"use strict";
const f = __cfHardenFn(async () => /["]/); let hidden = 1; //"
