// attack: 03-scanner-confusion/10-numbers-and-marks
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:call-result) 2:11
"use strict";
const a = 1..toString();
