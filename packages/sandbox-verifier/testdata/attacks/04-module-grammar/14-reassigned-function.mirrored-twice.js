// attack: 04-module-grammar/14-reassigned-function
// kind: body
// by: verifier
// expect: reject(verify:module-state) 4:16
"use strict";
exports.f = f;
exports.g = f;
function f() { exports.g = exports.f = f ||= 1; }
