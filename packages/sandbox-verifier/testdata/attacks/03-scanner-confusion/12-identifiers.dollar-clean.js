// attack: 03-scanner-confusion/12-identifiers
// kind: body
// by: verifier
// value: 1
// expect: accept
"use strict";
const $ = 1, _ = 2, $_1 = 3; const seen = 1;
exports.value = seen;
