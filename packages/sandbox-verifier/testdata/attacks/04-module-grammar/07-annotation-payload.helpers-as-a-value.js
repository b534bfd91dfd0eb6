// attack: 04-module-grammar/07-annotation-payload
// kind: body
// by: verifier
// rule: W5
// expect: reject(verify:helper) 2:23
"use strict";
function f() { return __cfHelpers; }
