// attack: 04-module-grammar/33-accept-neighbours
// kind: body
// by: verifier
// expect: accept
// value: 1
"use strict";
function f(__cf_pattern_input) {}
exports.value = 1;
