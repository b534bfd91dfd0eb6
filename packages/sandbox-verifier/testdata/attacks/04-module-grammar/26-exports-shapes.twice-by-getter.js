// attack: 04-module-grammar/26-exports-shapes
// kind: body
// by: verifier
// rule: S9
// expect: reject(verify:duplicate-export) 4:32
"use strict";
const x_1 = require("./x.ts");
exports.a = 1;
Object.defineProperty(exports, "a", { enumerable: true, get: function () { return x_1.a; } });
