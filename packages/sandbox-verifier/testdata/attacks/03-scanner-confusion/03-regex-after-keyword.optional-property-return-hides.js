// attack: 03-scanner-confusion/03-regex-after-keyword
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:mutable-binding) 2:47
"use strict";
function f(a, g, i) { return a?.return / 2; } let hidden = 1; function h(k) { return 4 / k; }
