// attack: 10-diagnostics/08-stem-collision
// kind: program
// by: compiler
// value: [1,2]
// expect: accept
import { a } from "./a.ts";
import type { B } from "./a.d.ts";
const b: B = 2;
export const value = [a, b];
// file: /a.ts
export const a = 1;
// file: /a.d.ts
export type B = number;
