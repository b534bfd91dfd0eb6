// attack: 02-wrapper-and-text/11-lone-surrogate
// kind: body
// by: verifier
// escapes: yes
// rule: X2
// expect: reject(verify:text) 2:24
"use strict";
function f() { return /\u{d800}/u; }
