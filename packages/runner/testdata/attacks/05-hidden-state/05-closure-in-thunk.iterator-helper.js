// attack: 05-hidden-state/05-closure-in-thunk
// kind: body
// by: data
// expect: throws(PlainDataError)
"use strict";
const kept = __cfHelpers.__cf_data([1].values().map((x) => x));
