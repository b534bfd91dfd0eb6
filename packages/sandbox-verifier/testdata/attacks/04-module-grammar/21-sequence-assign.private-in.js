// attack: 04-module-grammar/21-sequence-assign
// kind: body
// by: verifier
// expect: reject(verify:syntax) 2:11
"use strict";
const a = #x in Object;
