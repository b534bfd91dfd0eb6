// attack: 06-helpers-and-exports/01-register-twice
// kind: body
// by: verifier
// rule: W4
// also: S9
// expect: reject(verify:helper) 3:13
"use strict";
const __cfLift_1 = __cfHelpers.lift(() => 1);
exports.a = __cfReg({ __cfLift_1 });
