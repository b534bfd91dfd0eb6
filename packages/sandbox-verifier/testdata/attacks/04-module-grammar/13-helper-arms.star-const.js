// attack: 04-module-grammar/13-helper-arms
// kind: body
// by: verifier
// rule: W2
// expect: reject(verify:reserved-name) 2:7
"use strict";
const __exportStar = __cfHardenFn((m, exports_) => { for (const p in m) exports_[p] = m[p]; });
