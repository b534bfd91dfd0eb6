// attack: 03-scanner-confusion/07-comments-and-strings
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:mutable-binding) 2:10
"use strict";
/* // */ let hidden = 1; // */
