// attack: 02-wrapper-and-text/05-module-level-this
// kind: body
// by: verifier
// rule: W6
// expect: reject(verify:module-this) 3:32
"use strict";
const cf_1 = require("commonfabric");
const a = (0, cf_1.lift)(() => this);
