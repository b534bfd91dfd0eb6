// attack: 01-new-code/11-eval-value
// kind: body
// by: verifier
// expect: reject(verify:new-code) 2:18
"use strict";
const a = typeof eval;
