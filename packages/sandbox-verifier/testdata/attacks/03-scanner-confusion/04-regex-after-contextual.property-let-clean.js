// attack: 03-scanner-confusion/04-regex-after-contextual
// kind: body
// by: verifier
// value: 1
// expect: accept
"use strict";
function f(a, g, i) { return a.let / 2; } const seen = 1; function h(k) { return 4 / k; }
exports.value = seen;
