// attack: 05-hidden-state/15-class-statics
// kind: body
// by: data
// expect: throws(PlainDataError)
"use strict";
const kept = __cfHelpers.__cf_data((() => { class Counter { static n = 0; next() { return ++Counter.n; } } return new Counter(); })());
