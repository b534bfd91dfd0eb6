// attack: 04-module-grammar/33-accept-neighbours
// kind: body
// by: verifier
// expect: accept
// value: 1
"use strict";
const cf_1 = require("commonfabric");
const a = __cfHelpers.__cf_data([1].map(() => cf_1.NAME));
exports.value = 1;
