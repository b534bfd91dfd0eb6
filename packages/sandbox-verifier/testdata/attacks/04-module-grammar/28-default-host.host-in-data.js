// attack: 04-module-grammar/28-default-host
// kind: body
// by: verifier
// expect: reject(verify:host-namespace) 3:47
"use strict";
const cf_1 = require("commonfabric");
exports.default = __cfHelpers.__cf_data({ cf: cf_1 });
