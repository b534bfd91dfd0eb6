// attack: 04-module-grammar/14-reassigned-function
// kind: body
// by: verifier
// rule: W1
// expect: reject(verify:module-state) 3:46
"use strict";
function f() {}
const a = __cfHardenFn(() => [1].map(() => { f = 1; }));
