// attack: 03-scanner-confusion/12-identifiers
// kind: body
// by: verifier
// escapes: yes
// rule: S8
// expect: reject(verify:mutable-binding) 2:16
"use strict";
const a\u{30fb}b = 1; let hidden = 1;
