// attack: 05-hidden-state/01-frozen-map
// kind: body
// by: data
// expect: throws(PlainDataError)
"use strict";
const kept = __cfHelpers.__cf_data(Object.freeze(new Date(0)));
