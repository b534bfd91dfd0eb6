// attack: 03-scanner-confusion/05-regex-body
// kind: body
// by: verifier
// value: 1
// expect: accept
"use strict";
function f(a) { return /(?<a>")|(?<a>b)/.test(a); } const seen = 1; //"
exports.value = seen;
