// attack: 03-scanner-confusion/07-comments-and-strings
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:mutable-binding) 2:58
"use strict";
function f(a) { return a /*/ 1; } let no = 1; /*/ / 2; } let hidden = 1;
