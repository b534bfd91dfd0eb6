// attack: 01-new-code/12-function-name
// kind: body
// by: verifier
// rule: W8
// expect: reject(verify:new-code) 2:28
"use strict";
function f(t) { return new Function("a", t); }
