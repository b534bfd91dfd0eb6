// attack: 09-compartment/03-clock
// kind: body
// by: loader
// expect: throws(CapabilityError)
"use strict";
const t = __cfHelpers.__cf_data((() => new Date(0).constructor.now())());
