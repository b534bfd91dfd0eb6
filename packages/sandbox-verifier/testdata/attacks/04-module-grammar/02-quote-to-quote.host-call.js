// attack: 04-module-grammar/02-quote-to-quote
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:call-result) 3:17
"use strict";
const cf_1 = require("commonfabric");
const a = "a" + (0, cf_1.toCompactDebugString)(1) + "b";
