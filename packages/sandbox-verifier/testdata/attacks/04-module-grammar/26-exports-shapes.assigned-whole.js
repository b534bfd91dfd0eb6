// attack: 04-module-grammar/26-exports-shapes
// kind: body
// by: verifier
// expect: reject(verify:module-state) 2:16
"use strict";
function f() { exports = {}; }
