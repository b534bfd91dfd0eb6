// attack: 10-diagnostics/02-plain-js
// kind: program
// by: compiler
// expect: reject(module:dynamic-import)
const x = require("./x.ts");
export const a = x.a;
// file: /x.ts
export const a = 1;
