// attack: 04-module-grammar/26-exports-shapes
// kind: body
// by: verifier
// rule: W3
// also: W7
// expect: reject(verify:exports) 2:16
"use strict";
function f() { module.exports = 1; }
