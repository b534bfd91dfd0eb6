// attack: 03-scanner-confusion/08-automatic-semicolons
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:mutable-binding) 3:1
"use strict";
const a = 1
let hidden = 1;
const c = 2
