// attack: 02-wrapper-and-text/16-labels-debugger
// kind: body
// by: verifier
// rule: S0
// expect: reject(verify:statement) 3:1
"use strict";
const a = 1
{ a }
