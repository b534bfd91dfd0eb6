// attack: 05-hidden-state/14-weak-references
// kind: body
// by: data
// expect: throws(PlainDataError)
"use strict";
const table = __cfHelpers.__cf_data(new WeakMap());
