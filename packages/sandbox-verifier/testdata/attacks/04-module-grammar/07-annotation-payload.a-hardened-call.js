// attack: 04-module-grammar/07-annotation-payload
// kind: body
// by: verifier
// rule: S8
// also: W4
// expect: reject(verify:helper) 3:11
"use strict";
function f() {}
const a = __cfHardenFn(f());
