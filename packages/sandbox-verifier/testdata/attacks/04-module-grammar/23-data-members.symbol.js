// attack: 04-module-grammar/23-data-members
// kind: body
// by: data
// expect: throws(PlainDataError)
"use strict";
const a = __cfHelpers.__cf_data([Symbol.for("a")].concat());
