// attack: 03-scanner-confusion/05-regex-body
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:mutable-binding) 2:53
"use strict";
function f(a) { return /(?<a>")|(?<a>b)/.test(a); } let hidden = 1; //"
