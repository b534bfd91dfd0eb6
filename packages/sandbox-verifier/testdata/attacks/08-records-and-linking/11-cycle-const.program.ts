// attack: 08-records-and-linking/11-cycle-const
// kind: program
// by: loader
// expect: throws(ReferenceError)
import { late } from "./a.ts";
export const x = late;
// file: /a.ts
import { y } from "./b.ts";
export const late: number = 1;
export const x: number = y;
// file: /b.ts
import { late } from "./a.ts";
export const y: number = late;
