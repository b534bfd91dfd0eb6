// attack: 03-scanner-confusion/07-comments-and-strings
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:mutable-binding) 2:17
"use strict";
const s = "\""; let hidden = 1; //"
