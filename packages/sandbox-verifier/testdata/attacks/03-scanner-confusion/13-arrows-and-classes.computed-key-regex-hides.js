// attack: 03-scanner-confusion/13-arrows-and-classes
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:mutable-binding) 2:56
"use strict";
function f() { return class { [/["]/.source] = 1; }; } let hidden = 1; //"
