// attack: 01-new-code/09-escaped-keyword
// kind: body
// by: verifier
// expect: reject(verify:syntax) 2:22
"use strict";
function f() { const \u0020a = 1; }
