// attack: 04-module-grammar/20-raw-data
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:call-result) 2:11
"use strict";
const a = Object.freeze({ n: 1 });
