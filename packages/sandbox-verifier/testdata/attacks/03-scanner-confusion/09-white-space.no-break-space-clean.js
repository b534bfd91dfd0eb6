// attack: 03-scanner-confusion/09-white-space
// kind: body
// by: verifier
// escapes: yes
// value: 1
// expect: accept
"use strict";
const\u{a0}a\u{a0}=\u{a0}1;\u{a0}const seen = 1;
exports.value = seen;
