// attack: 03-scanner-confusion/07-comments-and-strings
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:mutable-binding) 3:5
"use strict";
const s = "a\
b"; let hidden = 1; //"
