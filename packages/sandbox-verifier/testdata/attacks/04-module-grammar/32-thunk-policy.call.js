// attack: 04-module-grammar/32-thunk-policy
// kind: body
// by: verifier
// policy: {"allowThunks":false}
// rule: S8
// expect: reject(verify:thunk) 3:33
"use strict";
function f() { return 1; }
const a = __cfHelpers.__cf_data(f());
