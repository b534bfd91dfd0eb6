// attack: 01-new-code/09-escaped-keyword
// kind: body
// by: verifier
// rule: K2
// expect: reject(verify:escaped-name) 2:22
"use strict";
function f() { const \u0061b = 1; return ab; }
