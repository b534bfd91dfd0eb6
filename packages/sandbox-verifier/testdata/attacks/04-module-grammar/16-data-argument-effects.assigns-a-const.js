// attack: 04-module-grammar/16-data-argument-effects
// kind: body
// by: verifier
// rule: W1
// expect: reject(verify:module-state) 3:35
"use strict";
const b = 1;
const a = __cfHelpers.__cf_data([(b = 2)].concat());
