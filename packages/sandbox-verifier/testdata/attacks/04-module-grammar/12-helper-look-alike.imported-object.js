// attack: 04-module-grammar/12-helper-look-alike
// kind: body
// by: verifier
// rule: S6
// expect: reject(verify:statement) 3:1
"use strict";
const Object = require("./x.ts");
Object.defineProperty(exports, "a", { enumerable: true, get: function () { return Object.a; } });
