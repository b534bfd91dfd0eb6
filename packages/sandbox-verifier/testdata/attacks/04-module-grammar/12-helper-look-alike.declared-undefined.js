// attack: 04-module-grammar/12-helper-look-alike
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:value) 4:15
"use strict";
function undefined_() {}
function NaN() {}
const a = 1 + NaN;
