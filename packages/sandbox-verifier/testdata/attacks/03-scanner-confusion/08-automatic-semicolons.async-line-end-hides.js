// attack: 03-scanner-confusion/08-automatic-semicolons
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:mutable-binding) 3:19
"use strict";
function f(async) { async
function g() {} } let hidden = 1;
