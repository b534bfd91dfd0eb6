// attack: 04-module-grammar/14-reassigned-function
// kind: body
// by: verifier
// rule: W1
// expect: reject(verify:module-state) 4:34
"use strict";
const cf_1 = require("commonfabric");
function g() {}
const a = (0, cf_1.lift)(() => { g = 1; });
