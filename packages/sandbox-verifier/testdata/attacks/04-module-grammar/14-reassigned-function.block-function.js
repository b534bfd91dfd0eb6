// attack: 04-module-grammar/14-reassigned-function
// kind: body
// by: verifier
// value: 1
// expect: accept
"use strict";
function f() { { function g() { return 2; } g = () => 1; return g(); } }
function g() { return 3; }
exports.value = __cfHelpers.__cf_data(f());
