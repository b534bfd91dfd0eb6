// attack: 04-module-grammar/30-trusted-name-from-local
// kind: program
// by: compiler
// value: [1]
// expect: accept
import { lift } from "./x.ts";
export const value = lift((n = 0) => [n]);
// file: /x.ts
export function lift(f = (n = 1) => [n]) { return f(1); }
