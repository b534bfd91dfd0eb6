// attack: 01-new-code/21-raw-word-in-text
// kind: body
// by: verifier
// second: loader
// rule: X4
// expect: reject(verify:text) 2:26
"use strict";
function f() { return { "import(x)": 1 }; }
