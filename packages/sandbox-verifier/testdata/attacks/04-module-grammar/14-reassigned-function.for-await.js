// attack: 04-module-grammar/14-reassigned-function
// kind: body
// by: verifier
// rule: W1
// expect: reject(verify:module-state) 3:34
"use strict";
function g() {}
async function f(o) { for await (g of o); }
