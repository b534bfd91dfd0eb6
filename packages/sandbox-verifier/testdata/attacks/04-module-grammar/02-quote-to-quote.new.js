// attack: 04-module-grammar/02-quote-to-quote
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:mutable-data) 2:17
"use strict";
const a = "a" + new Date() + "c";
