// attack: 01-new-code/11-eval-value
// kind: body
// by: verifier
// rule: W8
// expect: reject(verify:new-code) 2:28
"use strict";
function f(t) { return (0, eval)(t); }
