// attack: 06-helpers-and-exports/01-register-twice
// kind: body
// by: verifier
// rule: W4
// expect: reject(verify:helper) 3:16
"use strict";
const __cfLift_1 = __cfHelpers.lift(() => 1);
function f() { __cfReg({ __cfLift_1 }); }
