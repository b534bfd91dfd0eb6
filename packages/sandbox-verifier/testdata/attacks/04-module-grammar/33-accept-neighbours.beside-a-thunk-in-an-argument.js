// attack: 04-module-grammar/33-accept-neighbours
// kind: body
// by: verifier
// expect: accept
// value: 1
"use strict";
const cf_1 = require("commonfabric");
const a = cf_1.pattern(() => 1, __cfHelpers.__cf_data([1]));
exports.value = 1;
