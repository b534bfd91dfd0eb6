// attack: 03-scanner-confusion/08-automatic-semicolons
// kind: body
// by: verifier
// value: 1
// expect: accept
"use strict";
function f(a, b) { a
++
b } const seen = 1;
exports.value = seen;
