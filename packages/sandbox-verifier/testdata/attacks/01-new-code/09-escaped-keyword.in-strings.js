// attack: 01-new-code/09-escaped-keyword
// kind: body
// by: verifier
// value: ["import",1]
// expect: accept
"use strict";
exports.value = __cfHelpers.__cf_data(["\u0069mport", ((o) => o["\u0061"])({ "a": 1 })]);
