// attack: 04-module-grammar/25-use-before-definition
// kind: body
// by: verifier
// rule: S9
// expect: reject(verify:use-before-definition) 2:13
"use strict";
exports.a = exports.a;
