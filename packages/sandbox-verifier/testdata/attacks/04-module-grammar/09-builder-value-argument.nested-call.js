// attack: 04-module-grammar/09-builder-value-argument
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:call-result) 4:46
"use strict";
const cf_1 = require("commonfabric");
function f() { return 1; }
const a = (0, cf_1.lift)(() => 1, { a: [{ b: f() }] });
