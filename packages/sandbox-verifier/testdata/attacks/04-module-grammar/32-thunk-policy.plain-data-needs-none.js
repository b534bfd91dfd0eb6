// attack: 04-module-grammar/32-thunk-policy
// kind: body
// by: verifier
// policy: {"allowThunks":false}
// value: [1,{"a":2}]
// expect: accept
"use strict";
exports.value = __cfHelpers.__cf_data([1, { a: 2 }]);
