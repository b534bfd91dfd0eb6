// attack: 08-records-and-linking/07-missing-export
// kind: body
// by: verifier
// rule: W9
// expect: reject(verify:host-namespace) 3:23
"use strict";
const cf_1 = require("commonfabric");
function f() { return cf_1.patern; }
