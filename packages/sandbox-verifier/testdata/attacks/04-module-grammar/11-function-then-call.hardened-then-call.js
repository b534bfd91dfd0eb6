// attack: 04-module-grammar/11-function-then-call
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:call-result) 2:11
"use strict";
const a = __cfHardenFn(() => 1)();
