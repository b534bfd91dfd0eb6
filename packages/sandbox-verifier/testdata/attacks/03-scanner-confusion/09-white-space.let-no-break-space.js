// attack: 03-scanner-confusion/09-white-space
// kind: body
// by: verifier
// escapes: yes
// rule: S8
// expect: reject(verify:mutable-binding) 2:1
"use strict";
let\u{a0}hidden = 1;
