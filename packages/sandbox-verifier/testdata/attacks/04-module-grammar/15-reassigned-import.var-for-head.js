// attack: 04-module-grammar/15-reassigned-import
// kind: body
// by: verifier
// rule: W1
// also: S4
// expect: reject(verify:module-state) 2:22
"use strict";
function f(l) { for (x_1 of l); }
var x_1 = require("./x.ts");
Object.defineProperty(exports, "a", { enumerable: true, get: function () { return x_1.a; } });
