// attack: 03-scanner-confusion/08-automatic-semicolons
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:mutable-binding) 3:9
"use strict";
function f(a, b, g) { const c = a
/b/g; } let hidden = 1;
