// attack: 04-module-grammar/17-let-var
// kind: body
// by: verifier
// rule: S8
// also: S0
// expect: reject(verify:statement) 3:1
"use strict";
function f() {}
/a/.test; let x
