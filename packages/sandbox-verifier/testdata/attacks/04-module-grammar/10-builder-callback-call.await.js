// attack: 04-module-grammar/10-builder-callback-call
// kind: body
// by: verifier
// expect: reject(verify:syntax) 3:35
"use strict";
const cf_1 = require("commonfabric");
const a = (0, cf_1.pattern)(await f);
