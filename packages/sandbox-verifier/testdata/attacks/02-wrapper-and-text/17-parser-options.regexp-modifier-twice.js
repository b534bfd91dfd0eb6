// attack: 02-wrapper-and-text/17-parser-options
// kind: body
// by: verifier
// expect: reject(verify:syntax) 2:24
"use strict";
function f() { return /(?ii:a)/; }
