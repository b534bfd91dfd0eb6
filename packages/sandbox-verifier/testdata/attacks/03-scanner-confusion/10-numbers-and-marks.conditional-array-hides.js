// attack: 03-scanner-confusion/10-numbers-and-marks
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:mutable-binding) 2:38
"use strict";
function f(a, b) { return a?[b]:1; } let hidden = 1; function h(k) { return 4 / k; }
