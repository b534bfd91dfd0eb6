// attack: 04-module-grammar/17-let-var
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:mutable-binding) 2:1
"use strict";
var a;
