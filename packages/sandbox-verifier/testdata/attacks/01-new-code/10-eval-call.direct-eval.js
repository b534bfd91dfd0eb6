// attack: 01-new-code/10-eval-call
// kind: body
// by: verifier
// rule: X4
// also: W8
// expect: reject(verify:text) 2:16
"use strict";
function f() { eval("1"); }
