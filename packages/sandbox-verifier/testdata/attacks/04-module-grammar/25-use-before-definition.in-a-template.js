// attack: 04-module-grammar/25-use-before-definition
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:use-before-definition) 2:14
"use strict";
const a = `${b}`;
const b = 1;
