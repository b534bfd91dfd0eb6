// attack: 04-module-grammar/21-sequence-assign
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:value) 3:12
"use strict";
const b = __cfHelpers.__cf_data([1]);
const a = ([Object.x] = b);
