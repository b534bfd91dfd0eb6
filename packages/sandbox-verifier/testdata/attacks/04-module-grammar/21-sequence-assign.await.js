// attack: 04-module-grammar/21-sequence-assign
// kind: body
// by: verifier
// expect: reject(verify:syntax) 2:17
"use strict";
const a = await 1;
