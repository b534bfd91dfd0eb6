// attack: 04-module-grammar/17-let-var
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:mutable-binding) 2:30
"use strict";
const a = 1; function f() {} let b = 2; const c = 3;
