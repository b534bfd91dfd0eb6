// attack: 04-module-grammar/17-let-var
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:mutable-binding) 2:16
"use strict";
function f() {}let[a]=__cfHelpers.__cf_data([1]);
