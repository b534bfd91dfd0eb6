// attack: 04-module-grammar/16-data-argument-effects
// kind: body
// by: loader
// expect: throws(ReferenceError)
"use strict";
const a = __cfHelpers.__cf_data([1].map(() => b));
const b = 1;
