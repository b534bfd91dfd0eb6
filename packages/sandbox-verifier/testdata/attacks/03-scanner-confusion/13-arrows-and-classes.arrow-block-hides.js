// attack: 03-scanner-confusion/13-arrows-and-classes
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:mutable-binding) 3:18
"use strict";
function f(a) { const g = () => {}
/["]/.test(a); } let hidden = 1; //"
