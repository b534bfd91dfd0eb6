// attack: 03-scanner-confusion/08-automatic-semicolons
// kind: body
// by: verifier
// value: 1
// expect: accept
"use strict";
const a = 1
const seen = 1;
exports.value = seen;
