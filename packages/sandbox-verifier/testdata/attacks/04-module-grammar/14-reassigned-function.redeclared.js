// attack: 04-module-grammar/14-reassigned-function
// kind: body
// by: verifier
// expect: reject(verify:syntax) 3:10
"use strict";
const a = 1;
function a() {}
