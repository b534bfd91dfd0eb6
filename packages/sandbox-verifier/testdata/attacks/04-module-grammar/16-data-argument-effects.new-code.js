// attack: 04-module-grammar/16-data-argument-effects
// kind: body
// by: verifier
// rule: W8
// expect: reject(verify:new-code) 2:34
"use strict";
const a = __cfHelpers.__cf_data([Function].concat());
