// attack: 04-module-grammar/25-use-before-definition
// kind: body
// by: verifier
// value: 2
// expect: accept
"use strict";
const f = __cfHardenFn(() => later + 1);
const later = 1;
exports.value = __cfHelpers.__cf_data(f());
