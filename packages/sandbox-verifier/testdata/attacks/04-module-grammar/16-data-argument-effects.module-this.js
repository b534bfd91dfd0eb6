// attack: 04-module-grammar/16-data-argument-effects
// kind: body
// by: verifier
// rule: W6
// expect: reject(verify:module-this) 2:47
"use strict";
const a = __cfHelpers.__cf_data([1].map(() => this));
