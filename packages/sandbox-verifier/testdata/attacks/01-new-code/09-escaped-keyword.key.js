// attack: 01-new-code/09-escaped-keyword
// kind: body
// by: verifier
// rule: K2
// expect: reject(verify:escaped-name) 2:25
"use strict";
function f() { return { a\u0062: 1 }; }
