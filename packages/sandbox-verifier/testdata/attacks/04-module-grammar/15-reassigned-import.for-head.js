// attack: 04-module-grammar/15-reassigned-import
// kind: body
// by: verifier
// rule: W1
// expect: reject(verify:module-state) 3:22
"use strict";
const x_1 = require("./x.ts");
function f(l) { for (x_1 of l); }
