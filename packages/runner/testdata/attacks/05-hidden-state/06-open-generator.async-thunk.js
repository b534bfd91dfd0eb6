// attack: 05-hidden-state/06-open-generator
// kind: body
// by: data
// expect: throws(PlainDataError)
"use strict";
async function* numbers() { yield 1; }
const kept = __cfHelpers.__cf_data({ a: [numbers()] });
