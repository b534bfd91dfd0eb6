// attack: 04-module-grammar/10-builder-callback-call
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:callback) 3:29
"use strict";
const cf_1 = require("commonfabric");
const a = (0, cf_1.pattern)(Object.x = () => 1);
