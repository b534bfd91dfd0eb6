// attack: 03-scanner-confusion/10-numbers-and-marks
// kind: body
// by: verifier
// value: 1
// expect: accept
"use strict";
function f(a, b) { return 1.0.a / 2; } const seen = 1; function h(k) { return 4 / k; }
exports.value = seen;
