// attack: 10-diagnostics/06-ambient-influence
// kind: program
// by: compiler
// expect: reject(TS2304)
import "./x.ts";
export const f = () => leaked();
// file: /x.ts
declare function leaked(): number;
