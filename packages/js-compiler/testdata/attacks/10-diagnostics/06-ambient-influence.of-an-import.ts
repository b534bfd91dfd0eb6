// attack: 10-diagnostics/06-ambient-influence
// kind: program
// by: compiler
// expect: reject(syntax:ambient)
import { a } from "./x.ts";
export const c = a;
// file: /x.ts
declare global { const leaked: number; }
export const a = 1;
