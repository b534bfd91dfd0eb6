// attack: 10-diagnostics/05-reserved-names
// kind: program
// by: compiler
// expect: reject(module:reserved-name)
import { a as require } from "./x.ts";
export const b = require;
// file: /x.ts
export const a = 1;
