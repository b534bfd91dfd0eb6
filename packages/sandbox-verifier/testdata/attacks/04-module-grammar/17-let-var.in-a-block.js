// attack: 04-module-grammar/17-let-var
// kind: body
// by: verifier
// rule: S0
// expect: reject(verify:statement) 2:1
"use strict";
{ let a = 1; }
