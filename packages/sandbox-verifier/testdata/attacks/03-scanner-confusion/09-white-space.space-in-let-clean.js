// attack: 03-scanner-confusion/09-white-space
// kind: body
// by: verifier
// escapes: yes
// value: 1
// expect: accept
"use strict";
const a = 1; const seen = 1;\u{a0}
exports.value = seen;
