// attack: 03-scanner-confusion/12-identifiers
// kind: body
// by: verifier
// escapes: yes
// rule: K2
// expect: reject(verify:escaped-name) 2:7
"use strict";
const \u{5c}u00e9 = 1;
