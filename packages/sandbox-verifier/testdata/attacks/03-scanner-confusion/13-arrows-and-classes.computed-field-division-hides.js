// attack: 03-scanner-confusion/13-arrows-and-classes
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:mutable-binding) 2:61
"use strict";
function f(b) { return class { [b] = b / 2; c = 4 / b; }; } let hidden = 1;
