// attack: 04-module-grammar/12-helper-look-alike
// kind: body
// by: verifier
// rule: W2
// expect: reject(verify:reserved-name) 2:33
"use strict";
const a = __cfHardenFn(function require() { return require; });
