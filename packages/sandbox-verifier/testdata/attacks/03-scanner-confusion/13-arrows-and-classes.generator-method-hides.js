// attack: 03-scanner-confusion/13-arrows-and-classes
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:mutable-binding) 2:52
"use strict";
function f() { return { *a() { yield /["]/; } }; } let hidden = 1; //"
