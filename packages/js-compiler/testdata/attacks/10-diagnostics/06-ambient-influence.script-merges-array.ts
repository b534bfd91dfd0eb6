// attack: 10-diagnostics/06-ambient-influence
// kind: program
// by: compiler
// expect: reject(TS2339)
import "./x.ts";
export const f = (list: number[]) => list.own;
// file: /x.ts
interface Array<T> { own: T }
