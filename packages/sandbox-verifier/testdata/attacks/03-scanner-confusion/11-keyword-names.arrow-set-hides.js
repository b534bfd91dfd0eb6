// attack: 03-scanner-confusion/11-keyword-names
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:mutable-binding) 2:39
"use strict";
const f = __cfHardenFn((set) => set); let hidden = 1;
