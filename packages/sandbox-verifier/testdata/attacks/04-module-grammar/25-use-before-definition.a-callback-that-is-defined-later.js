// attack: 04-module-grammar/25-use-before-definition
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:use-before-definition) 3:21
"use strict";
const cf_1 = require("commonfabric");
const a = cf_1.lift(f);
const f = __cfHardenFn(() => 1);
