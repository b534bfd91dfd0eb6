// attack: 10-diagnostics/04-transform-disabled
// kind: program
// by: compiler
// expect: reject(module:dynamic-import)
/// <cf-disable-transform />
const x_1 = require("./x.ts");
export const b = x_1;
