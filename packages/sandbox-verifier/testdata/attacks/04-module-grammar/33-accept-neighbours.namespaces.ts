// attack: 04-module-grammar/33-accept-neighbours
// kind: program
// by: compiler
// value: [1,"d",[1,2]]
// expect: accept
import * as ns from "./x.ts";
export * as other from "./x.ts";
export * from "./x.ts";
function* numbers() { yield 1; yield 2; }
export const value = [ns.a, ns.default, [...numbers()]];
// file: /x.ts
export const a = 1;
export default "d";
