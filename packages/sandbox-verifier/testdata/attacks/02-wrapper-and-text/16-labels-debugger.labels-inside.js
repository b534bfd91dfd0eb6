// attack: 02-wrapper-and-text/16-labels-debugger
// kind: body
// by: verifier
// value: 2
// expect: accept
"use strict";
function f() { require: for (let a = 0;; a++) { exports: for (;;) { if (a > 1) break require; continue require; } } return 2; }
exports.value = __cfHelpers.__cf_data(f());
