// attack: 01-new-code/09-escaped-keyword
// kind: body
// by: verifier
// expect: reject(verify:escaped-name) 2:26
"use strict";
function f(o) { return o.\u0069mport; }
