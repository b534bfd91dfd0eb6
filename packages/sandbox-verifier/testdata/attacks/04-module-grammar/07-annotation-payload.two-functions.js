// attack: 04-module-grammar/07-annotation-payload
// kind: body
// by: verifier
// rule: S10
// expect: reject(verify:helper) 4:1
"use strict";
function f() {}
function g() {}
__cfHardenFn(f, g);
