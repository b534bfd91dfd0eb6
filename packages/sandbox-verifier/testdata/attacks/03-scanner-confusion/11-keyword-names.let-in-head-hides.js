// attack: 03-scanner-confusion/11-keyword-names
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:mutable-binding) 2:60
"use strict";
function f(l) { for (let of of l); for (let async of l); } let hidden = 1;
