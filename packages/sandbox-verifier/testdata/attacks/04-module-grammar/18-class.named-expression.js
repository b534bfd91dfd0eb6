// attack: 04-module-grammar/18-class
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:class) 2:11
"use strict";
const A = class B {};
