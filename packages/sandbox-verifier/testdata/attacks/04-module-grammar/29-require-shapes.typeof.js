// attack: 04-module-grammar/29-require-shapes
// kind: body
// by: verifier
// rule: W4
// expect: reject(verify:helper) 2:30
"use strict";
function f() { return typeof require; }
