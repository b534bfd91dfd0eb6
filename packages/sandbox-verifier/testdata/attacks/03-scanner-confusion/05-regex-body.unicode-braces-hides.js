// attack: 03-scanner-confusion/05-regex-body
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:mutable-binding) 2:46
"use strict";
function f(a) { return /\u{22}"/u.test(a); } let hidden = 1; //"
