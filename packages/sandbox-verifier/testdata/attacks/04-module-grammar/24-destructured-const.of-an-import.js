// attack: 04-module-grammar/24-destructured-const
// kind: body
// by: verifier
// expect: reject(verify:value) 2:7
"use strict";
const { a } = require("./x.ts");
