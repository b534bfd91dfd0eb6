// attack: 04-module-grammar/15-reassigned-import
// kind: body
// by: verifier
// expect: reject(verify:module-state) 3:16
"use strict";
const cf_1 = require("commonfabric");
function f() { cf_1 = {}; }
