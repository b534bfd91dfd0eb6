// attack: 03-scanner-confusion/13-arrows-and-classes
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:mutable-binding) 3:13
"use strict";
function f() { return class { static
a = 1; }; } let hidden = 1;
