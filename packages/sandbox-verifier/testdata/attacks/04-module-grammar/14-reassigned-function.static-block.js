// attack: 04-module-grammar/14-reassigned-function
// kind: body
// by: verifier
// rule: W1
// expect: reject(verify:module-state) 3:35
"use strict";
function g() {}
function f() { class A { static { g = 1; } } }
