// attack: 01-new-code/12-function-name
// kind: body
// by: verifier
// rule: W8
// expect: reject(verify:new-code) 2:22
"use strict";
function f() { class Function {} }
