// attack: 04-module-grammar/21-sequence-assign
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:value) 3:11
"use strict";
const b = __cfHelpers.__cf_data({ n: 1 }), k = "n";
const a = b[k];
