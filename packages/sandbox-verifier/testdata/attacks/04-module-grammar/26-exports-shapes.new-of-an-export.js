// attack: 04-module-grammar/26-exports-shapes
// kind: body
// by: verifier
// rule: W3
// expect: reject(verify:exports) 3:28
"use strict";
exports.f = f;
function f() { return new (exports)(); }
