// attack: 03-scanner-confusion/08-automatic-semicolons
// kind: body
// by: verifier
// value: 1
// expect: accept
"use strict";
function f(a, b) { const c = a
[b] / 2; } const seen = 1; function h(k) { return 4 / k; }
exports.value = seen;
