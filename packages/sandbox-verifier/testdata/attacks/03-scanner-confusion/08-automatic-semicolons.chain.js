// attack: 03-scanner-confusion/08-automatic-semicolons
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:call-result) 4:7
"use strict";
function f() { return 1; }
const a = 1
, b = f()
