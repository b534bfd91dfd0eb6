// attack: 04-module-grammar/07-annotation-payload
// kind: body
// by: verifier
// rule: S10
// expect: reject(verify:helper) 2:1
"use strict";
__cfHardenFn(() => 1);
