// attack: 03-scanner-confusion/03-regex-after-keyword
// kind: body
// by: verifier
// value: 1
// expect: accept
"use strict";
function f(a, g, i) { return a.throw / 2; } const seen = 1; function h(k) { return 4 / k; }
exports.value = seen;
