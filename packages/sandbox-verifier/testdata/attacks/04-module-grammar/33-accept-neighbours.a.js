// attack: 04-module-grammar/33-accept-neighbours
// kind: body
// by: verifier
// expect: accept
// value: [1,"two"]
"use strict";
const x_1 = require("./x.ts");
exports.value = __cfHelpers.__cf_data([x_1.a, x_1.b]);
