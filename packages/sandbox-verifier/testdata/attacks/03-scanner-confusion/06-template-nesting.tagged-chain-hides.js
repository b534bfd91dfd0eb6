// attack: 03-scanner-confusion/06-template-nesting
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:mutable-binding) 2:41
"use strict";
function f(t) { return t`a``b${`c`}`; } let hidden = 1; //`
