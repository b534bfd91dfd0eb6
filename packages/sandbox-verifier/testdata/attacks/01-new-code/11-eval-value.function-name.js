// attack: 01-new-code/11-eval-value
// kind: body
// by: verifier
// expect: reject(verify:text) 2:32
"use strict";
function f() { return function eval() {}; }
