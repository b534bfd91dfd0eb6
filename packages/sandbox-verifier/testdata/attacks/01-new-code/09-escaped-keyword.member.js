// attack: 01-new-code/09-escaped-keyword
// kind: body
// by: verifier
// rule: K2
// expect: reject(verify:escaped-name) 2:26
"use strict";
function f(o) { return o.a\u0062; }
