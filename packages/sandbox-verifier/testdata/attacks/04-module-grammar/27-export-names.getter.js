// attack: 04-module-grammar/27-export-names
// kind: body
// by: verifier
// rule: S9
// expect: reject(verify:export-name) 3:32
"use strict";
const x_1 = require("./x.ts");
Object.defineProperty(exports, "then", { enumerable: true, get: function () { return x_1.a; } });
