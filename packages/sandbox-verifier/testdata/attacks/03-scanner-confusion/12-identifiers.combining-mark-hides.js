// attack: 03-scanner-confusion/12-identifiers
// kind: body
// by: verifier
// escapes: yes
// rule: S8
// expect: reject(verify:mutable-binding) 2:15
"use strict";
const e\u{301} = 1; let hidden = 1;
