// attack: 01-new-code/08-import-as-name
// kind: program
// by: compiler
// value: 7
// expect: accept
const a = 7;
export { a as import };
import { import as b } from "./x.ts";
export const value = b;
// file: /x.ts
const seven = 7;
export { seven as import };
