// attack: 04-module-grammar/06-annotation-comma
// kind: body
// by: verifier
// rule: S0
// expect: reject(verify:statement) 3:1
"use strict";
function f() {}
(__cfHardenFn(f), f());
