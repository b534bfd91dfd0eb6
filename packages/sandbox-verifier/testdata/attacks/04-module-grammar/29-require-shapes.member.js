// attack: 04-module-grammar/29-require-shapes
// kind: body
// by: verifier
// rule: W4
// expect: reject(verify:helper) 2:23
"use strict";
function f() { return require.cache; }
