// attack: 03-scanner-confusion/12-identifiers
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:mutable-binding) 2:30
"use strict";
const $ = 1, _ = 2, $_1 = 3; let hidden = 1;
