// attack: 10-diagnostics/06-ambient-influence
// kind: program
// by: compiler
// expect: reject(TS2304)
import "./x.ts";
export const a: Leaked = { n: 1 };
// file: /x.ts
interface Leaked { n: number }
