// attack: 10-diagnostics/03-any-cast
// kind: program
// by: compiler
// expect: reject(module:dynamic-import)
import x = require("./x.ts");
export const a = x;
// file: /x.ts
export const a = 1;
