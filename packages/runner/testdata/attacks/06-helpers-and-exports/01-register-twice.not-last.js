// attack: 06-helpers-and-exports/01-register-twice
// kind: body
// by: verifier
// rule: S11
// expect: reject(verify:helper) 3:1
"use strict";
const __cfLift_1 = __cfHelpers.lift(() => 1);
__cfReg({ __cfLift_1 });
exports.a = 1;
