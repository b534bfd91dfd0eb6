// attack: 04-module-grammar/29-require-shapes
// kind: body
// by: verifier
// imports: ./x.ts
// expect: reject(verify:import-not-declared) 2:22
"use strict";
__exportStar(require("./y.ts"), exports);
