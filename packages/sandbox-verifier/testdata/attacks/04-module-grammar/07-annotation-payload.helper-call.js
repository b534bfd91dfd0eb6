// attack: 04-module-grammar/07-annotation-payload
// kind: body
// by: verifier
// rule: S0
// expect: reject(verify:statement) 2:1
"use strict";
__cfHelpers.h("a");
