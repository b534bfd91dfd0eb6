// attack: 04-module-grammar/27-export-names
// kind: body
// by: verifier
// value: [1,2,3]
// expect: accept
"use strict";
exports.constructor = 1;
exports.hasOwnProperty = 2;
exports.toString = 3;
exports.value = __cfHelpers.__cf_data((() => [exports.constructor, exports.hasOwnProperty, exports.toString])());
