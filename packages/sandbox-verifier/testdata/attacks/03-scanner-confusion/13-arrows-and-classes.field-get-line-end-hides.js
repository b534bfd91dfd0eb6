// attack: 03-scanner-confusion/13-arrows-and-classes
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:mutable-binding) 3:14
"use strict";
function f() { return class { get
*a() {} }; } let hidden = 1;
