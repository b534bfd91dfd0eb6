// attack: 04-module-grammar/16-data-argument-effects
// kind: body
// by: verifier
// rule: W7
// expect: reject(verify:free-name) 2:34
"use strict";
const a = __cfHelpers.__cf_data([setTimeout(() => 1)].concat());
