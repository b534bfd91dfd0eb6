// attack: 04-module-grammar/32-thunk-policy
// kind: body
// by: verifier
// policy: {"allowThunks":false}
// rule: S8
// expect: reject(verify:thunk) 2:33
"use strict";
const a = __cfHelpers.__cf_data((() => 1)());
