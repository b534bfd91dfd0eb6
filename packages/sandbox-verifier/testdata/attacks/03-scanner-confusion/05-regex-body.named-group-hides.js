// attack: 03-scanner-confusion/05-regex-body
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:mutable-binding) 2:50
"use strict";
function f(a) { return /(?<n>")\k<n>/.test(a); } let hidden = 1; //"
