// attack: 03-scanner-confusion/08-automatic-semicolons
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:call-result) 3:11
"use strict";
function f() { return 1; }
const a = f
(1)
