// attack: 05-hidden-state/06-open-generator
// kind: body
// by: data
// expect: throws(PlainDataError)
"use strict";
function* numbers() { let n = 0; while (true) yield ++n; }
const kept = __cfHelpers.__cf_data(numbers());
