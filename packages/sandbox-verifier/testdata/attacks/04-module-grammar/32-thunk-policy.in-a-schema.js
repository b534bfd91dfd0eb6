// attack: 04-module-grammar/32-thunk-policy
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:call-result) 3:38
"use strict";
function f() { return 1; }
const a = __cfHelpers.schema({ type: f() });
