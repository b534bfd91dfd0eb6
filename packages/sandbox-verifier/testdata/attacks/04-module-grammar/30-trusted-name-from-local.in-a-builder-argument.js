// attack: 04-module-grammar/30-trusted-name-from-local
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:call-result) 4:35
"use strict";
const cf_1 = require("commonfabric");
const x_1 = require("./x.ts");
const a = (0, cf_1.lift)(() => 1, (0, x_1.schema)({}));
