// attack: 04-module-grammar/16-data-argument-effects
// kind: body
// by: loader
// expect: throws(CapabilityError)
"use strict";
const a = __cfHelpers.__cf_data([Math.random()].concat());
