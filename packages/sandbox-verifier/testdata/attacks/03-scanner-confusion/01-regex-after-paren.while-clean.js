// attack: 03-scanner-confusion/01-regex-after-paren
// kind: body
// by: verifier
// value: 1
// expect: accept
"use strict";
function f(a) { while (a) /["]/.test(a); } const seen = 1; //"
exports.value = seen;
