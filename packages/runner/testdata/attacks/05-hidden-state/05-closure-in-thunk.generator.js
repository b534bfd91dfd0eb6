// attack: 05-hidden-state/05-closure-in-thunk
// kind: body
// by: data
// expect: throws(PlainDataError)
"use strict";
const kept = __cfHelpers.__cf_data((function* () { let n = 0; while (true) yield ++n; })());
