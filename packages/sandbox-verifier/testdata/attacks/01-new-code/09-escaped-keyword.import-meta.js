// attack: 01-new-code/09-escaped-keyword
// kind: body
// by: verifier
// expect: reject(verify:escaped-name) 2:23
"use strict";
function f() { return im\u0070ort.meta; }
