// attack: 04-module-grammar/07-annotation-payload
// kind: body
// by: verifier
// rule: W4
// expect: reject(verify:helper) 2:39
"use strict";
const a = __cfHelpers.__cf_data(({ m: __cfHardenFn }).m(1));
