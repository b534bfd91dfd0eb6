// attack: 04-module-grammar/14-reassigned-function
// kind: body
// by: verifier
// expect: reject(verify:module-state) 3:16
"use strict";
exports.f = f;
function f() { exports.f = (f++, f); }
