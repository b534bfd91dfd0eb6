// attack: 04-module-grammar/16-data-argument-effects
// kind: body
// by: verifier
// rule: W3
// expect: reject(verify:exports) 3:35
"use strict";
exports.b = 1;
const a = __cfHelpers.__cf_data([(exports.b = 2)].concat());
