// attack: 06-helpers-and-exports/01-register-twice
// kind: body
// by: verifier
// expect: reject(verify:statement) 3:1
"use strict";
const __cfLift_1 = __cfHelpers.lift(() => 1);
__cfReg({ __cfLift_1 }), __cfReg({ __cfLift_1 });
