// attack: 04-module-grammar/13-helper-arms
// kind: body
// by: verifier
// expect: reject(verify:statement) 3:1
"use strict";
const x_1 = require("./x.ts");
for (const p in x_1) if (p !== "default") exports[p] = x_1[p];
