// attack: 03-scanner-confusion/02-regex-after-brace
// kind: body
// by: verifier
// value: 1
// expect: accept
"use strict";
function f(a) { class A {} /["]/.test(a); } const seen = 1; //"
exports.value = seen;
