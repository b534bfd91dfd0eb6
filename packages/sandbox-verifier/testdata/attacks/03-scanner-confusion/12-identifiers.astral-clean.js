// attack: 03-scanner-confusion/12-identifiers
// kind: body
// by: verifier
// escapes: yes
// value: 1
// expect: accept
"use strict";
const \u{1d4b3} = 1, \u{20bb7} = 2; const seen = 1;
exports.value = seen;
