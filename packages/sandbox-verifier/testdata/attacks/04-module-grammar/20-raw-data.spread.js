// attack: 04-module-grammar/20-raw-data
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:mutable-data) 3:11
"use strict";
const b = __cfHelpers.__cf_data({});
const a = { ...b };
