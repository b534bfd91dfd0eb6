// attack: 03-scanner-confusion/03-regex-after-keyword
// kind: body
// by: verifier
// value: 1
// expect: accept
"use strict";
function f(a) { do /["]/.test(a); while (a); } const seen = 1; //"
exports.value = seen;
