// attack: 03-scanner-confusion/08-automatic-semicolons
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:mutable-binding) 3:12
"use strict";
function f(a, b) { const c = a
[b] / 2; } let hidden = 1; function h(k) { return 4 / k; }
