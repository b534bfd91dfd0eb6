// attack: 05-hidden-state/03-regex-last-index
// kind: body
// by: data
// expect: throws(PlainDataError)
"use strict";
const pattern = __cfHelpers.__cf_data([/a/y].concat([]));
