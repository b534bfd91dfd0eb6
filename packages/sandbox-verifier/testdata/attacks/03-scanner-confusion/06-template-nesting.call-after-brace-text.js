// attack: 03-scanner-confusion/06-template-nesting
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:call-result) 3:16
"use strict";
function f() { return 1; }
const a = `a}${f()}{`;
