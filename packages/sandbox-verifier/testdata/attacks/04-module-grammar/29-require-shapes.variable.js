// attack: 04-module-grammar/29-require-shapes
// kind: body
// by: verifier
// expect: reject(verify:helper) 3:11
"use strict";
const n = "./x.ts";
const a = require(n);
