// attack: 03-scanner-confusion/04-regex-after-contextual
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:mutable-binding) 2:41
"use strict";
function f(using) { return using / 2; } let hidden = 1; function h(k) { return 4 / k; }
