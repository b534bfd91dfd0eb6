// attack: 03-scanner-confusion/11-keyword-names
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:mutable-binding) 2:41
"use strict";
const f = __cfHardenFn(async => async); let hidden = 1;
