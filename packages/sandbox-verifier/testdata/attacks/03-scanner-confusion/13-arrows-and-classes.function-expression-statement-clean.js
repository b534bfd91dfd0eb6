// attack: 03-scanner-confusion/13-arrows-and-classes
// kind: body
// by: verifier
// value: 1
// expect: accept
"use strict";
function f() { (function () {}) / 2; } const seen = 1; function h(k) { return 4 / k; }
exports.value = seen;
