// attack: 04-module-grammar/33-accept-neighbours
// kind: program
// by: compiler
// value: [1,2]
// expect: accept
import { two } from "./x.ts";
export function one() { return 1; }
export const value = [one(), two()];
// file: /x.ts
import { one } from "./main.ts";
export function two() { return one() + 1; }
