// attack: 03-scanner-confusion/10-numbers-and-marks
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:mutable-binding) 2:41
"use strict";
function f(a, b) { return (.5.e) / 2; } let hidden = 1; function h(k) { return 4 / k; }
