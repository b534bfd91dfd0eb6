// attack: 08-records-and-linking/07-missing-export
// kind: program
// by: graph
// expect: reject(graph:no-export)
// @ts-nocheck
import { one } from "./b.ts";
export const x = one;
// file: /b.ts
export * from "./c.ts";
// file: /c.ts
export const two = 1;
