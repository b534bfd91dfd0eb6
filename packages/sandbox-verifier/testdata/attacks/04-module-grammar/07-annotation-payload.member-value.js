// attack: 04-module-grammar/07-annotation-payload
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:helper) 2:11
"use strict";
const a = __cfHardenFn(Object.keys);
