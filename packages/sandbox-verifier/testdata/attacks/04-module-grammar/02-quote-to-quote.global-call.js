// attack: 04-module-grammar/02-quote-to-quote
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:call-result) 2:17
"use strict";
const a = "a" + String(1) + "b";
