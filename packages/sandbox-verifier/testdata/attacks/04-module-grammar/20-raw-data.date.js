// attack: 04-module-grammar/20-raw-data
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:mutable-data) 2:11
"use strict";
const a = new Date(0);
