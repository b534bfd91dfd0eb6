// attack: 04-module-grammar/01-digit-then-object
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:mutable-data) 2:12
"use strict";
const a=0||{n:0};
