// attack: 04-module-grammar/24-destructured-const
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:value) 3:7
"use strict";
const b = __cfHelpers.__cf_data([1]);
const [a] = b;
