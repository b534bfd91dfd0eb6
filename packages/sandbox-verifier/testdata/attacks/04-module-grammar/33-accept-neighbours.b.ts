// attack: 04-module-grammar/33-accept-neighbours
// kind: program
// by: verifier
// expect: accept
// value: [1,"two"]
import { a } from "./x.ts";
export const value = [a, "two"];
// file: /x.ts
export const a = 1;
