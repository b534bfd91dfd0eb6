// attack: 04-module-grammar/32-thunk-policy
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:thunk) 3:55
"use strict";
const cf_1 = require("commonfabric");
const a = cf_1.pattern(() => 1, __cfHelpers.__cf_data([1].concat()));
