// attack: 08-records-and-linking/10-cycle-hoisting
// kind: program
// by: loader
// expect: accept
// value: "a"
import { early } from "./a.ts";
export const value = early;
// file: /a.ts
import { f as next } from "./b.ts";
export function f(n: number): string { return n === 0 ? "a" : next(n - 1); }
export const early: string = next(3);
// file: /b.ts
import { f as next } from "./a.ts";
export function f(n: number): string { return n === 0 ? "b" : next(n - 1); }
export const early: string = next(3);
