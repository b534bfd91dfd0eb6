// attack: 04-module-grammar/26-exports-shapes
// kind: body
// by: verifier
// rule: W3
// expect: reject(verify:exports) 2:30
"use strict";
function f() { return typeof exports; }
