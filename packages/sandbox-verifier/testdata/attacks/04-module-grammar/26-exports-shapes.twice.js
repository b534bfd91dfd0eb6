// attack: 04-module-grammar/26-exports-shapes
// kind: body
// by: verifier
// rule: S9
// expect: reject(verify:duplicate-export) 3:1
"use strict";
exports.a = 1;
exports["a"] = 2;
