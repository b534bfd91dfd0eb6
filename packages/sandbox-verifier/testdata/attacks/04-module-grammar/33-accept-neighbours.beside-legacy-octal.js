// attack: 04-module-grammar/33-accept-neighbours
// kind: body
// by: verifier
// expect: accept
// value: 1
"use strict";
const a = 0o10;
exports.value = 1;
