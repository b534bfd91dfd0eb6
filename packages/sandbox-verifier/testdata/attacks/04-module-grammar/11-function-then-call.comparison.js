// attack: 04-module-grammar/11-function-then-call
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:unhardened) 2:12
"use strict";
const a = (() => 1) === 1;
