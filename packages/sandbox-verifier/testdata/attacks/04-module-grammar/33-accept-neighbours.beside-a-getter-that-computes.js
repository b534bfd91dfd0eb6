// attack: 04-module-grammar/33-accept-neighbours
// kind: body
// by: verifier
// expect: accept
// value: 1
"use strict";
const x_1 = require("./x.ts");
Object.defineProperty(exports, "a", { enumerable: true, get: function () { return x_1.a; } });
exports.value = 1;
