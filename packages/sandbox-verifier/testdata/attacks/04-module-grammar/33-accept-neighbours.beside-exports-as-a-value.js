// attack: 04-module-grammar/33-accept-neighbours
// kind: body
// by: verifier
// expect: accept
// value: 1
"use strict";
exports.a = 1;
function f() { return exports.a; }
exports.value = 1;
