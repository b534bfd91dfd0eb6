// attack: 03-scanner-confusion/12-identifiers
// kind: body
// by: verifier
// escapes: yes
// value: 1
// expect: accept
"use strict";
const a\u{200d}b = 1, a\u{200c}b = 2; const seen = 1;
exports.value = seen;
