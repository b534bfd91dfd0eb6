// attack: 04-module-grammar/09-builder-value-argument
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:call-result) 4:41
"use strict";
const cf_1 = require("commonfabric");
function f() {}
const a = cf_1.pattern(() => 1, { type: f() });
