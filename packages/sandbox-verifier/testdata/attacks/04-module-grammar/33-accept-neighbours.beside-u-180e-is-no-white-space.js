// attack: 04-module-grammar/33-accept-neighbours
// kind: body
// by: verifier
// expect: accept
// value: 1
// escapes: yes
"use strict";
const\u{a0}a = 1;
exports.value = 1;
