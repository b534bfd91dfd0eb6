// attack: 04-module-grammar/33-accept-neighbours
// kind: body
// by: verifier
// expect: accept
// value: 1
"use strict";
exports.a = __cfHelpers.__cf_data({});
exports.value = 1;
