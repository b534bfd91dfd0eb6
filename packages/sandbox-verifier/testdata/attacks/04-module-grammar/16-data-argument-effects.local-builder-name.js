// attack: 04-module-grammar/16-data-argument-effects
// kind: body
// by: verifier
// value: [1]
// expect: accept
"use strict";
const x_1 = require("./x.ts");
exports.value = __cfHelpers.__cf_data([(0, x_1.lift)(1)].concat());
