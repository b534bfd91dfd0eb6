// attack: 04-module-grammar/11-function-then-call
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:callback) 3:26
"use strict";
const cf_1 = require("commonfabric");
const a = (0, cf_1.lift)(function () { }.call);
