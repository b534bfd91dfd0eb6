// attack: 03-scanner-confusion/09-white-space
// kind: body
// by: verifier
// escapes: yes
// rule: S8
// expect: reject(verify:mutable-binding) 2:21
"use strict";
const a = "\u{5c}u2028"; let hidden = 1; //"
