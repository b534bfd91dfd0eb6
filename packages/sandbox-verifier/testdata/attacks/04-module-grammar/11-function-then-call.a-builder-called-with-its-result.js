// attack: 04-module-grammar/11-function-then-call
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:call-result) 3:11
"use strict";
const cf_1 = require("commonfabric");
const a = cf_1.lift(() => 1)(1);
