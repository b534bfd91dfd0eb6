// attack: 01-new-code/20-word-in-text
// kind: body
// by: verifier
// value: [1,2,3,4]
// expect: accept
"use strict";
const important = 1, importer_ = 2, $importance = 3, evaluated = 4;
exports.value = __cfHelpers.__cf_data([important, importer_, $importance, evaluated]);
