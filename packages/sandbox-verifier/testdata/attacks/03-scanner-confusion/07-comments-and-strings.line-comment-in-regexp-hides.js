// attack: 03-scanner-confusion/07-comments-and-strings
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:mutable-binding) 2:32
"use strict";
function f() { return /[/]/; } let hidden = 1; //
