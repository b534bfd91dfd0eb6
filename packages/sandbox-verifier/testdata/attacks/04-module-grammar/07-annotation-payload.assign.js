// attack: 04-module-grammar/07-annotation-payload
// kind: body
// by: verifier
// rule: S0
// expect: reject(verify:statement) 3:1
"use strict";
function f() {}
Object.assign(f, { a: 1 });
