// attack: 04-module-grammar/29-require-shapes
// kind: body
// by: verifier
// imports: ./x.ts
// expect: reject(verify:import-not-declared) 3:19
"use strict";
const a = require("./x.ts");
const b = require("./y.ts");
