// attack: 04-module-grammar/32-thunk-policy
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:thunk) 4:57
"use strict";
const cf_1 = require("commonfabric");
function f() { return 1; }
const a = (0, cf_1.lift)(() => 1, __cfHelpers.__cf_data(f()));
