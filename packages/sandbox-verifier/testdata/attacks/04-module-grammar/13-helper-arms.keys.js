// attack: 04-module-grammar/13-helper-arms
// kind: body
// by: verifier
// expect: reject(verify:statement) 3:1
"use strict";
const x_1 = require("./x.ts");
Object.keys(x_1).forEach(function (k) { Object.defineProperty(exports, k, { enumerable: true, get: function () { return x_1[k]; } }); });
