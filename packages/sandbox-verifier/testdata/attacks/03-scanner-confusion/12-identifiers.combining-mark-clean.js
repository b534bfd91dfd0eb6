// attack: 03-scanner-confusion/12-identifiers
// kind: body
// by: verifier
// escapes: yes
// value: 1
// expect: accept
"use strict";
const e\u{301} = 1; const seen = 1;
exports.value = seen;
