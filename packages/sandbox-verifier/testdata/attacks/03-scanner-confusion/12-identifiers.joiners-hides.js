// attack: 03-scanner-confusion/12-identifiers
// kind: body
// by: verifier
// escapes: yes
// rule: S8
// expect: reject(verify:mutable-binding) 2:25
"use strict";
const a\u{200d}b = 1, a\u{200c}b = 2; let hidden = 1;
