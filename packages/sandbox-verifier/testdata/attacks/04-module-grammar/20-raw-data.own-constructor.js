// attack: 04-module-grammar/20-raw-data
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:mutable-data) 3:11
"use strict";
function F() {}
const a = new F();
