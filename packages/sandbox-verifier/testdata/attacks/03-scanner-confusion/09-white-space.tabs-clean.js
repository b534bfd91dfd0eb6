// attack: 03-scanner-confusion/09-white-space
// kind: body
// by: verifier
// escapes: yes
// value: 1
// expect: accept
"use strict";
const\u{9}a = 1;\u{9}const seen = 1;
exports.value = seen;
