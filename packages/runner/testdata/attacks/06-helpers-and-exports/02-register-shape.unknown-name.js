// attack: 06-helpers-and-exports/02-register-shape
// kind: body
// by: verifier
// rule: S11
// also: W7
// expect: reject(verify:helper) 3:1
"use strict";
const __cfLift_1 = __cfHelpers.lift(() => 1);
__cfReg({ nothing });
