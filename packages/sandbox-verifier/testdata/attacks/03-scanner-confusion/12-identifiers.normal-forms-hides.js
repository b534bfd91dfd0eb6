// attack: 03-scanner-confusion/12-identifiers
// kind: body
// by: verifier
// escapes: yes
// rule: S8
// expect: reject(verify:mutable-binding) 2:22
"use strict";
const \u{e9} = 1, e\u{301} = 2; let hidden = 1;
