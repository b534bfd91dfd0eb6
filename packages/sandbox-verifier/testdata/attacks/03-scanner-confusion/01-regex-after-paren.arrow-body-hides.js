// attack: 03-scanner-confusion/01-regex-after-paren
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:mutable-binding) 2:53
"use strict";
function f(a, g, i) { return ((b) => (b))(a) / 2; } let hidden = 1; function h(k) { return 4 / k; }
