// attack: 04-module-grammar/25-use-before-definition
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:use-before-definition) 3:35
"use strict";
const cf_1 = require("commonfabric");
const a = (0, cf_1.lift)(() => 1, b);
const b = 1;
