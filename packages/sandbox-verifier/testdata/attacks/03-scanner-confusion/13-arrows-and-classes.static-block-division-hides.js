// attack: 03-scanner-confusion/13-arrows-and-classes
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:mutable-binding) 2:50
"use strict";
function f() { return class { static {} } / 2; } let hidden = 1; function h(k) { return 4 / k; }
