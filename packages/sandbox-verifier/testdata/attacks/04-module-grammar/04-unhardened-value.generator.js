// attack: 04-module-grammar/04-unhardened-value
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:unhardened) 2:11
"use strict";
const a = function* () { yield 1; };
