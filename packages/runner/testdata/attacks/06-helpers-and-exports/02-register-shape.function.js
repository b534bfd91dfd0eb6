// attack: 06-helpers-and-exports/02-register-shape
// kind: body
// by: verifier
// rule: S11
// expect: reject(verify:helper) 4:1
"use strict";
const __cfLift_1 = __cfHelpers.lift(() => 1);
function f() {}
__cfReg({ f });
