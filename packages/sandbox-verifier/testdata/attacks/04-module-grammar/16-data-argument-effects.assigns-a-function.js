// attack: 04-module-grammar/16-data-argument-effects
// kind: body
// by: verifier
// rule: W1
// expect: reject(verify:module-state) 3:48
"use strict";
function f() {}
const a = __cfHelpers.__cf_data([1].map(() => (f = 1)));
