// attack: 04-module-grammar/16-data-argument-effects
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:call-result) 3:35
"use strict";
function f() {}
const a = __cfHelpers.schema({ a: f() });
