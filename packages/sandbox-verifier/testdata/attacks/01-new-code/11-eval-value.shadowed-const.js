// attack: 01-new-code/11-eval-value
// kind: body
// by: verifier
// expect: reject(verify:syntax) 2:22
"use strict";
function f() { const eval = 1; }
