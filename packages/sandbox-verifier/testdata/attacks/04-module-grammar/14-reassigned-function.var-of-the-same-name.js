// attack: 04-module-grammar/14-reassigned-function
// kind: body
// by: verifier
// value: 1
// expect: accept
"use strict";
function g() {}
function f() { g = 1; var g; return g; }
exports.value = __cfHelpers.__cf_data(f());
