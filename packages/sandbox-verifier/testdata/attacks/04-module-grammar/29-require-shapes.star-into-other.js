// attack: 04-module-grammar/29-require-shapes
// kind: body
// by: verifier
// expect: reject(verify:helper) 3:1
"use strict";
const x_1 = require("./x.ts");
__exportStar(require("./x.ts"), x_1);
