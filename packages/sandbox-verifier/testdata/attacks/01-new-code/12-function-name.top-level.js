// attack: 01-new-code/12-function-name
// kind: body
// by: verifier
// expect: reject(verify:new-code) 2:11
"use strict";
const a = Function.prototype;
