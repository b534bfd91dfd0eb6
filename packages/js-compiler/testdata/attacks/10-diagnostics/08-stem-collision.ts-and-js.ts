// attack: 10-diagnostics/08-stem-collision
// kind: program
// by: compiler
// expect: reject(syntax:ambiguous-target)
import { a } from "./a.ts";
import { b } from "./a.js";
export const value = [a, b];
// file: /a.ts
export const a = 1;
// file: /a.js
export const b = 2;
