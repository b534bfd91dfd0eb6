// attack: 03-scanner-confusion/13-arrows-and-classes
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:mutable-binding) 2:37
"use strict";
const f = __cfHardenFn(() => ({})); let hidden = 1;
