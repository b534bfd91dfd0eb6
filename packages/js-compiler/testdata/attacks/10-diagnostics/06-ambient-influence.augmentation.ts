// attack: 10-diagnostics/06-ambient-influence
// kind: program
// by: compiler
// expect: reject(syntax:ambient)
import { a } from "./x.ts";
declare module "./x.ts" { export const b: number; }
export const c = a;
// file: /x.ts
export const a = 1;
