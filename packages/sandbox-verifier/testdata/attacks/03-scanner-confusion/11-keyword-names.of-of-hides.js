// attack: 03-scanner-confusion/11-keyword-names
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:mutable-binding) 2:59
"use strict";
function f(l, of) { for (of of l); for (const of of l); } let hidden = 1;
