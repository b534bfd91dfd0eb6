// attack: 03-scanner-confusion/09-white-space
// kind: body
// by: verifier
// escapes: yes
// value: 1
// expect: accept
"use strict";
const a = "\u{5c}u2028"; const seen = 1; //"
exports.value = seen;
