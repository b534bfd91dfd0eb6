// attack: 04-module-grammar/14-reassigned-function
// kind: body
// by: verifier
// expect: reject(verify:module-state) 4:32
"use strict";
exports.f = f;
function f() { return 1; }
const a = __cfHardenFn(() => { exports.f = f = 1; });
