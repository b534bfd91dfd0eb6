// attack: 04-module-grammar/26-exports-shapes
// kind: body
// by: verifier
// rule: S9
// expect: reject(verify:duplicate-export) 2:13
"use strict";
exports.a = exports.a = 1;
