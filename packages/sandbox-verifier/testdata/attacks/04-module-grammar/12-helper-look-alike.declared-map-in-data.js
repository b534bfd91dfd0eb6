// attack: 04-module-grammar/12-helper-look-alike
// kind: body
// by: verifier
// value: [1]
// expect: accept
"use strict";
function Map() { return [1]; }
exports.value = __cfHelpers.__cf_data(Map());
