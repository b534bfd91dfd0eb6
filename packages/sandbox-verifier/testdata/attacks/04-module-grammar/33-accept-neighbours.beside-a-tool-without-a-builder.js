// attack: 04-module-grammar/33-accept-neighbours
// kind: body
// by: verifier
// expect: accept
// value: 1
"use strict";
const cf_1 = require("commonfabric");
const p = cf_1.pattern(() => 1);
const a = cf_1.patternTool(p, {});
exports.value = 1;
