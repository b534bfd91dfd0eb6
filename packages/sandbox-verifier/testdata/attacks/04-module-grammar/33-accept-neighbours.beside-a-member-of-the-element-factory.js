// attack: 04-module-grammar/33-accept-neighbours
// kind: body
// by: verifier
// expect: accept
// value: 1
"use strict";
function f() { return __cfHelpers.h(__cfHelpers.h.fragment, null); }
exports.value = 1;
