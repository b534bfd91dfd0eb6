// attack: 03-scanner-confusion/10-numbers-and-marks
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:mutable-binding) 2:76
"use strict";
function f(a, b) { return class { #x; static m(o) { return #x in o; } }; } let hidden = 1; function h(k) { return 4 / k; }
