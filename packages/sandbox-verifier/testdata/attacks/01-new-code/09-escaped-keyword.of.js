// attack: 01-new-code/09-escaped-keyword
// kind: body
// by: verifier
// expect: reject(verify:escaped-name) 2:30
"use strict";
function f(l) { for (const a o\u0066 l) a; }
