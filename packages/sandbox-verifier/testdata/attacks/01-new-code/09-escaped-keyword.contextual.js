// attack: 01-new-code/09-escaped-keyword
// kind: body
// by: verifier
// expect: reject(verify:escaped-name) 2:16
"use strict";
function f() { l\u0065t a = 1; return a; }
