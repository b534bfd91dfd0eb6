// attack: 03-scanner-confusion/07-comments-and-strings
// kind: body
// by: verifier
// value: 1
// expect: accept
"use strict";
const s = `/*`; const seen = 1; const t = `*/`;
exports.value = seen;
