// attack: 01-new-code/09-escaped-keyword
// kind: body
// by: verifier
// rule: K2
// expect: reject(verify:escaped-name) 2:16
"use strict";
function f() { \u0061: for (;;) break a; }
