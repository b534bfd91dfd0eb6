// attack: 04-module-grammar/12-helper-look-alike
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:value) 3:12
"use strict";
function NaN() {}
const a = -NaN;
