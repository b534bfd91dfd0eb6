// attack: 03-scanner-confusion/12-identifiers
// kind: body
// by: verifier
// escapes: yes
// rule: S8
// expect: reject(verify:mutable-binding) 2:23
"use strict";
const \u{1d4b3} = 1, \u{20bb7} = 2; let hidden = 1;
