// attack: 04-module-grammar/16-data-argument-effects
// kind: body
// by: verifier
// rule: W5
// expect: reject(verify:helper) 2:34
"use strict";
const a = __cfHelpers.__cf_data([__cfHelpers.lift(() => 1)].concat());
