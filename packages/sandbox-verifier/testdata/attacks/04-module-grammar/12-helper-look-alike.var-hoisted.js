// attack: 04-module-grammar/12-helper-look-alike
// kind: body
// by: verifier
// rule: W2
// expect: reject(verify:reserved-name) 2:29
"use strict";
function f() { if (1) { var require = 1; } return require; }
