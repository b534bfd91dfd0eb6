// attack: 04-module-grammar/33-accept-neighbours
// kind: body
// by: verifier
// expect: accept
// value: 1
"use strict";
const __cfLift_1 = 1;
const __cfHandler_2 = 1;
const __cfPattern_3 = 1;
const __cfData_4 = 1;
exports.value = 1;
