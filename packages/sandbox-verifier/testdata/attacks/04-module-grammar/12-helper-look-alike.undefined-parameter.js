// attack: 04-module-grammar/12-helper-look-alike
// kind: body
// by: verifier
// value: [1]
// expect: accept
"use strict";
function f(undefined) { return undefined; }
exports.value = __cfHelpers.__cf_data([f(1)]);
