// attack: 04-module-grammar/30-trusted-name-from-local
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:value) 3:14
"use strict";
const cf_1 = require("commonfabric");
const lift = cf_1.lift;
const a = lift(() => 1);
