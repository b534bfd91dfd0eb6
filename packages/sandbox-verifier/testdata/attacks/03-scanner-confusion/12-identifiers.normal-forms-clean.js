// attack: 03-scanner-confusion/12-identifiers
// kind: body
// by: verifier
// escapes: yes
// value: 1
// expect: accept
"use strict";
const \u{e9} = 1, e\u{301} = 2; const seen = 1;
exports.value = seen;
