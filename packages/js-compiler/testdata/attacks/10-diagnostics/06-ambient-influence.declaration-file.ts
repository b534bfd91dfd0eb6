// attack: 10-diagnostics/06-ambient-influence
// kind: program
// by: compiler
// expect: reject(syntax:ambient)
import type {} from "./x.d.ts";
export const f = () => leaked;
// file: /x.d.ts
declare const leaked: number;
