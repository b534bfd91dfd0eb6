// attack: 04-module-grammar/07-annotation-payload
// kind: body
// by: verifier
// rule: W4
// expect: reject(verify:helper) 2:16
"use strict";
function f() { __cfReg({}); }
