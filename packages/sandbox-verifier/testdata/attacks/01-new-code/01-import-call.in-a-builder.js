// attack: 01-new-code/01-import-call
// kind: body
// by: verifier
// second: loader
// expect: reject(verify:text) 3:32
"use strict";
const cf_1 = require("commonfabric");
const a = (0, cf_1.lift)(() => import("./x.ts"));
