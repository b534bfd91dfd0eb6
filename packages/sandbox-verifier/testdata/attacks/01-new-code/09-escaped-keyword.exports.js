// attack: 01-new-code/09-escaped-keyword
// kind: body
// by: verifier
// rule: K2
// expect: reject(verify:escaped-name) 2:1
"use strict";
\u0065xports.a = 1;
