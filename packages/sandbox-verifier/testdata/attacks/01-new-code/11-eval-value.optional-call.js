// attack: 01-new-code/11-eval-value
// kind: body
// by: verifier
// rule: W8
// expect: reject(verify:new-code) 2:24
"use strict";
function f(t) { return eval?.(t); }
