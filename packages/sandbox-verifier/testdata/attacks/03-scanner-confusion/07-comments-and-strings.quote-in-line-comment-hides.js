// attack: 03-scanner-confusion/07-comments-and-strings
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:mutable-binding) 3:1
"use strict";
// it's
let hidden = 1; // it's
