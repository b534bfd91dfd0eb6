// attack: 04-module-grammar/09-builder-value-argument
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:value) 3:36
"use strict";
const cf_1 = require("commonfabric");
const a = (0, cf_1.lift)(() => 1, [() => 1]);
