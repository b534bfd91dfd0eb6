// attack: 05-hidden-state/05-closure-in-thunk
// kind: body
// by: data
// expect: throws(PlainDataError)
"use strict";
const kept = __cfHelpers.__cf_data((() => { const o = { n: 0 }; return (function () { return ++this.n; }).bind(o); })());
