// attack: 04-module-grammar/06-annotation-comma
// kind: body
// by: verifier
// rule: S0
// expect: reject(verify:statement) 2:1
"use strict";
__cfHardenFn(f), f();
function f() {}
