// attack: 03-scanner-confusion/12-identifiers
// kind: body
// by: verifier
// escapes: yes
// rule: S8
// expect: reject(verify:mutable-binding) 2:30
"use strict";
const \u{e9}t\u{e9} = 1, \u{3b1} = 2, \u{4e2d} = 3; let hidden = 1;
