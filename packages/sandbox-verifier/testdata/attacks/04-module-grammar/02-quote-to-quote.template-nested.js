// attack: 04-module-grammar/02-quote-to-quote
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:call-result) 3:19
"use strict";
function f() { return 1; }
const a = `a${`b${f()}`}c`;
