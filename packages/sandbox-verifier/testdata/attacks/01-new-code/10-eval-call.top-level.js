// attack: 01-new-code/10-eval-call
// kind: body
// by: verifier
// second: loader
// expect: reject(verify:text) 2:11
"use strict";
const a = eval("1");
