// attack: 04-module-grammar/14-reassigned-function
// kind: body
// by: verifier
// rule: W1
// expect: reject(verify:module-state) 3:16
"use strict";
const a = 1;
function f() { a = 2; }
