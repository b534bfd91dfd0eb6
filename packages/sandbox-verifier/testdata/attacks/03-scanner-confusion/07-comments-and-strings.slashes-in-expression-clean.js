// attack: 03-scanner-confusion/07-comments-and-strings
// kind: body
// by: verifier
// value: 1
// expect: accept
"use strict";
function f(a) { return a / 1 /* b */ / 2; } const seen = 1;
exports.value = seen;
