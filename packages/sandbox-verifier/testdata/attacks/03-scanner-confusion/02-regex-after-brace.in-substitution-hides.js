// attack: 03-scanner-confusion/02-regex-after-brace
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:mutable-binding) 2:40
"use strict";
function f(a) { return `${{}}`  / 2; } let hidden = 1; function h(k) { return 4 / k; }
