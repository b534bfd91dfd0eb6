// attack: 03-scanner-confusion/06-template-nesting
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:mutable-binding) 2:49
"use strict";
function f(t) { return t`\u{ \x \01 ${1} \u`; } let hidden = 1; //`
