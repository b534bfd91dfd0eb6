// attack: 04-module-grammar/33-accept-neighbours
// kind: body
// by: verifier
// expect: accept
// value: 1
"use strict";
exports.a = 1;
exports.b = 2;
exports.value = 1;
