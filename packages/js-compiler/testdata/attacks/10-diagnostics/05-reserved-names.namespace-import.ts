// attack: 10-diagnostics/05-reserved-names
// kind: program
// by: compiler
// expect: reject(module:reserved-name)
import * as __cfNs from "./x.ts";
export const b = __cfNs.a;
// file: /x.ts
export const a = 1;
