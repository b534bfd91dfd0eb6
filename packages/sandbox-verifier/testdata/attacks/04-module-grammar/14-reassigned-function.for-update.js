// attack: 04-module-grammar/14-reassigned-function
// kind: body
// by: verifier
// rule: W1
// expect: reject(verify:module-state) 3:24
"use strict";
function g() {}
function f() { for (;; g++); }
