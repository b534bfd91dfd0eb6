// attack: 03-scanner-confusion/12-identifiers
// kind: body
// by: verifier
// escapes: yes
// value: 1
// expect: accept
"use strict";
const \u{e9}t\u{e9} = 1, \u{3b1} = 2, \u{4e2d} = 3; const seen = 1;
exports.value = seen;
