// attack: 03-scanner-confusion/10-numbers-and-marks
// kind: body
// by: verifier
// expect: reject(verify:syntax) 2:12
"use strict";
const a = 1_;
