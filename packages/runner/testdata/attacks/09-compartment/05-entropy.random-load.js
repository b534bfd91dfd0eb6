// attack: 09-compartment/05-entropy
// kind: body
// by: loader
// expect: throws(CapabilityError)
"use strict";
const t = __cfHelpers.__cf_data((() => Math.random())());
