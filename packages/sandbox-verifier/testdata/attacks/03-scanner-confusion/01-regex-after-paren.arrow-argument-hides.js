// attack: 03-scanner-confusion/01-regex-after-paren
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:mutable-binding) 2:52
"use strict";
const f = __cfHardenFn((a) => a.map(() => /["]/)); let hidden = 1; //"
