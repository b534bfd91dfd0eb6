// attack: 03-scanner-confusion/11-keyword-names
// kind: body
// by: verifier
// value: 1
// expect: accept
"use strict";
function f() { for (async of => 1; false;); } const seen = 1;
exports.value = seen;
