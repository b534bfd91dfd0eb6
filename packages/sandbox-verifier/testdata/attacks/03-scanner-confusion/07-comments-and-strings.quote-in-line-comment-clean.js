// attack: 03-scanner-confusion/07-comments-and-strings
// kind: body
// by: verifier
// value: 1
// expect: accept
"use strict";
// it's
const seen = 1; // it's
exports.value = seen;
