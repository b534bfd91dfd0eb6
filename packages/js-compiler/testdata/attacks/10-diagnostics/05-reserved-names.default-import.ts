// attack: 10-diagnostics/05-reserved-names
// kind: program
// by: compiler
// expect: reject(module:reserved-name)
import __cfHardenFn from "./x.ts";
export const b = __cfHardenFn;
// file: /x.ts
export default 1;
