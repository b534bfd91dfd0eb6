// attack: 03-scanner-confusion/12-identifiers
// kind: body
// by: verifier
// escapes: yes
// expect: reject(verify:syntax) 2:7
"use strict";
const \u{1d7d8}a = 1;
