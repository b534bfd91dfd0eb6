// attack: 04-module-grammar/26-exports-shapes
// kind: body
// by: verifier
// rule: W3
// expect: reject(verify:exports) 2:23
"use strict";
function f() { return exports.__proto__; }
