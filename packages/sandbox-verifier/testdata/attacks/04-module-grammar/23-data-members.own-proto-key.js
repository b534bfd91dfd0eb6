// attack: 04-module-grammar/23-data-members
// kind: body
// by: verifier
// value: ["__proto__"]
// expect: accept
"use strict";
const a = __cfHelpers.__cf_data({ ["__proto__"]: 1 });
exports.value = __cfHelpers.__cf_data(Object.keys(a));
