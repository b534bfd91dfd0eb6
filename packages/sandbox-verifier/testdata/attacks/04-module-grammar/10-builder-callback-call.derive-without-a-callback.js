// attack: 04-module-grammar/10-builder-callback-call
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:callback) 3:32
"use strict";
const cf_1 = require("commonfabric");
const a = cf_1.derive(() => 1, 2);
