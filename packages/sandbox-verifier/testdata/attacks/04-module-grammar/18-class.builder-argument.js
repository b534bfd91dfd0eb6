// attack: 04-module-grammar/18-class
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:class) 3:40
"use strict";
const cf_1 = require("commonfabric");
const a = (0, cf_1.lift)(() => 1, { A: class {} });
