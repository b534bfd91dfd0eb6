// attack: 03-scanner-confusion/06-template-nesting
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:mutable-binding) 2:44
"use strict";
function f() { return `a${{ b: 1 }.b}c`; } let hidden = 1; //`
