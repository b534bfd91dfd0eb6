// attack: 04-module-grammar/08-default-getter
// kind: body
// by: verifier
// rule: S6
// expect: reject(verify:statement) 3:1
"use strict";
const x_1 = require("./x.ts");
Object.defineProperty(exports, "default", { configurable: true, enumerable: true, get: function () { return x_1.a; } });
