// attack: 06-helpers-and-exports/01-register-twice
// kind: body
// by: verifier
// rule: W4
// also: S8
// expect: reject(verify:helper) 2:15
"use strict";
const again = __cfReg;
