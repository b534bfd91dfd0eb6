// attack: 04-module-grammar/06-annotation-comma
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:value) 3:12
"use strict";
function f() {}
const a = (__cfHardenFn(() => 1), f);
