// attack: 04-module-grammar/26-exports-shapes
// kind: body
// by: verifier
// rule: W3
// expect: reject(verify:exports) 3:23
"use strict";
exports.a = 1;
function f() { return exports["a" + ""]; }
