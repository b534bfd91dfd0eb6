// attack: 03-scanner-confusion/04-regex-after-contextual
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:mutable-binding) 2:52
"use strict";
function f() { return class { static = /["]/; }; } let hidden = 1; //"
