// attack: 03-scanner-confusion/13-arrows-and-classes
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:mutable-binding) 2:50
"use strict";
function f(g, a) { g(() => {}, /["]/.test(a)); } let hidden = 1; //"
