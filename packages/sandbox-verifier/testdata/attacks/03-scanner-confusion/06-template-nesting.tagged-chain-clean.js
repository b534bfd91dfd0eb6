// attack: 03-scanner-confusion/06-template-nesting
// kind: body
// by: verifier
// value: 1
// expect: accept
"use strict";
function f(t) { return t`a``b${`c`}`; } const seen = 1; //`
exports.value = seen;
