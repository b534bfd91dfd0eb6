// attack: 04-module-grammar/29-require-shapes
// kind: body
// by: verifier
// expect: reject(verify:helper) 2:11
"use strict";
const a = require(...["./x.ts"]);
