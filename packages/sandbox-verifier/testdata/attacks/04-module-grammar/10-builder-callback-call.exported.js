// attack: 04-module-grammar/10-builder-callback-call
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:callback) 5:29
"use strict";
const cf_1 = require("commonfabric");
exports.f = __cfHardenFn(() => 1);
const x_1 = require("./x.ts");
const a = (0, cf_1.pattern)((0, x_1.f)());
