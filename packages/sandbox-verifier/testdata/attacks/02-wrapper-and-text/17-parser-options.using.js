// attack: 02-wrapper-and-text/17-parser-options
// kind: body
// by: verifier
// rule: X7
// expect: reject(verify:syntax) 2:22
"use strict";
function f() { using a = b; }
