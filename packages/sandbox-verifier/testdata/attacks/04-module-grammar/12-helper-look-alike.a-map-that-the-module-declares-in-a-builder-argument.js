// attack: 04-module-grammar/12-helper-look-alike
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:mutable-data) 4:35
"use strict";
const cf_1 = require("commonfabric");
function Map() {}
const a = (0, cf_1.lift)(() => 1, new Map());
