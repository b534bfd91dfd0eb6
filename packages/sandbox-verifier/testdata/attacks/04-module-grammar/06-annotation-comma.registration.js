// attack: 04-module-grammar/06-annotation-comma
// kind: body
// by: verifier
// rule: S0
// also: W4
// expect: reject(verify:statement) 4:1
"use strict";
const cf_1 = require("commonfabric");
const a = (0, cf_1.lift)(() => 1);
__cfReg({ a }), 1;
