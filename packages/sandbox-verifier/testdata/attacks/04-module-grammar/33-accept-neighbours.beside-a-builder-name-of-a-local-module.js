// attack: 04-module-grammar/33-accept-neighbours
// kind: body
// by: verifier
// expect: accept
// value: 1
"use strict";
const cf_1 = require("commonfabric");
const a = (0, cf_1.lift)(() => 1);
exports.value = 1;
