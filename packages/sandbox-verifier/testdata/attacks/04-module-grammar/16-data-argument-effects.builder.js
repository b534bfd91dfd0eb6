// attack: 04-module-grammar/16-data-argument-effects
// kind: body
// by: verifier
// rule: W5
// expect: reject(verify:helper) 3:38
"use strict";
const cf_1 = require("commonfabric");
const a = __cfHelpers.__cf_data([(0, cf_1.lift)(() => 1)].concat());
