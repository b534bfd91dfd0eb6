// attack: 08-records-and-linking/08-ambiguous-star
// kind: program
// by: graph
// expect: reject(graph:ambiguous-export)
// @ts-nocheck
import { a } from "./b.ts";
export const x = a;
// file: /b.ts
// @ts-nocheck
export * from "./c.ts";
export * from "./d.ts";
// file: /c.ts
export const a = 1;
// file: /d.ts
export const a = 2;
