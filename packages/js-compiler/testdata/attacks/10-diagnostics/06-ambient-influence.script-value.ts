// attack: 10-diagnostics/06-ambient-influence
// kind: program
// by: compiler
// expect: reject(TS2304)
import "./x.ts";
export const a = leaked;
// file: /x.ts
const leaked = 1;
