// attack: 04-module-grammar/21-sequence-assign
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:value) 3:12
"use strict";
function f() {}
const a = (f(), 1);
