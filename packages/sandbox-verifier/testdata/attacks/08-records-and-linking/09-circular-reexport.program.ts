// attack: 08-records-and-linking/09-circular-reexport
// kind: program
// by: graph
// expect: reject(graph:circular-export)
// @ts-nocheck
import { a } from "./b.ts";
export const x = a;
// file: /b.ts
// @ts-nocheck
export { a } from "./c.ts";
// file: /c.ts
// @ts-nocheck
export { a } from "./b.ts";
