// attack: 03-scanner-confusion/04-regex-after-contextual
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:mutable-binding) 2:39
"use strict";
function f(type) { return type / 2; } let hidden = 1; function h(k) { return 4 / k; }
