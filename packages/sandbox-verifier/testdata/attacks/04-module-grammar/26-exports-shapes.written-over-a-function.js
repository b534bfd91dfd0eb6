// attack: 04-module-grammar/26-exports-shapes
// kind: body
// by: verifier
// rule: W3
// expect: reject(verify:exports) 3:16
"use strict";
exports.f = f;
function f() { exports.f = 1; }
