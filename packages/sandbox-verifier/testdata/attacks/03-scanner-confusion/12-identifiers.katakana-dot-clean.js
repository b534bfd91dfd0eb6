// attack: 03-scanner-confusion/12-identifiers
// kind: body
// by: verifier
// escapes: yes
// value: 1
// expect: accept
"use strict";
const a\u{30fb}b = 1; const seen = 1;
exports.value = seen;
