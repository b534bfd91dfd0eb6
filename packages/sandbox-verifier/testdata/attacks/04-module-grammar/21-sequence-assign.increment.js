// attack: 04-module-grammar/21-sequence-assign
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:value) 2:11
"use strict";
const a = Object.x++;
