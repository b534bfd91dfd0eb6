// attack: 04-module-grammar/33-accept-neighbours
// kind: body
// by: verifier
// expect: accept
// value: 1
"use strict";
exports.a = void 0;
exports.a = 1;
exports.value = 1;
