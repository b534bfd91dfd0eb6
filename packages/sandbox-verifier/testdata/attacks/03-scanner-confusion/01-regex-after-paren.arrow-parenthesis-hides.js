// attack: 03-scanner-confusion/01-regex-after-paren
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:mutable-binding) 2:41
"use strict";
const f = __cfHardenFn((a) => (a) / 2); let hidden = 1; const g = __cfHardenFn((k) => 4 / k);
