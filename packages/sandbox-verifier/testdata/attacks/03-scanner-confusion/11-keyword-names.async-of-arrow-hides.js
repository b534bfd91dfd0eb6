// attack: 03-scanner-confusion/11-keyword-names
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:mutable-binding) 2:47
"use strict";
function f() { for (async of => 1; false;); } let hidden = 1;
