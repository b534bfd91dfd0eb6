// attack: 03-scanner-confusion/09-white-space
// kind: body
// by: verifier
// escapes: yes
// value: 1
// expect: accept
"use strict";
const\u{3000}a\u{3000}= 1;\u{3000}const seen = 1;
exports.value = seen;
