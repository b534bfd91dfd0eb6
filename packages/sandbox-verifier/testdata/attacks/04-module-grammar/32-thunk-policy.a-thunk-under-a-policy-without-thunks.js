// attack: 04-module-grammar/32-thunk-policy
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:thunk) 2:33
// policy: {"allowThunks":false}
"use strict";
const a = __cfHelpers.__cf_data([1].concat(2));
