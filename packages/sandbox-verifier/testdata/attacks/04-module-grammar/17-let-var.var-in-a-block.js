// attack: 04-module-grammar/17-let-var
// kind: body
// by: verifier
// rule: S0
// expect: reject(verify:statement) 2:1
"use strict";
{ var a = 1; }
function f() { return a; }
