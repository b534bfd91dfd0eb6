// attack: 04-module-grammar/17-let-var
// kind: body
// by: verifier
// value: 3
// expect: accept
"use strict";
function f() { let a = 1; var b = 2; return a + b; }
exports.value = __cfHelpers.__cf_data(f());
