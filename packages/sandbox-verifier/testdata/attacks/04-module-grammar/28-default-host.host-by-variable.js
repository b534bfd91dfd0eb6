// attack: 04-module-grammar/28-default-host
// kind: body
// by: verifier
// rule: W9
// expect: reject(verify:host-namespace) 3:24
"use strict";
const cf_1 = require("commonfabric");
function f(k) { return cf_1[k]; }
