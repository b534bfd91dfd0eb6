// attack: 03-scanner-confusion/10-numbers-and-marks
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:mutable-binding) 2:40
"use strict";
function f(a, b) { return 0xe+1 / 2; } let hidden = 1; function h(k) { return 4 / k; }
