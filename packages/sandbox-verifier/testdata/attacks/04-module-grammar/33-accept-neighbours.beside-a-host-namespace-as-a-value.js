// attack: 04-module-grammar/33-accept-neighbours
// kind: body
// by: verifier
// expect: accept
// value: 1
"use strict";
const cf_1 = require("commonfabric");
function f() { return cf_1.str; }
exports.value = 1;
