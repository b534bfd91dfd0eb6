// attack: 03-scanner-confusion/06-template-nesting
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:mutable-binding) 2:37
"use strict";
function f() { return `"'${1}"'`; } let hidden = 1; //`
