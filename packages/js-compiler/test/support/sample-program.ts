/** A program with every kind of file that a compile takes. */
import type { Files } from "./compile.ts";

export const PROGRAM: Files = {
  "/main.tsx": [
    "/*! pinned */",
    'import { lift } from "commonfabric";',
    'import base, { twice, type Pair } from "./lib/math.ts";',
    'import * as names from "./names.mts";',
    'export * from "./lib/math.ts";',
    "// comment",
    "export const total = (pair: Pair): number => twice(pair.a) + base;",
    "export const view = <b title={names.first}>total</b>;",
    "export default lift((n: number) => n + 1);",
  ].join("\n"),
  "/lib/math.ts": [
    'import type { Shape } from "../shape.d.ts";',
    "export interface Pair extends Shape { a: number }",
    "export const twice = (n: number) => n * 2;",
    "const base = 1;",
    "export default base;",
  ].join("\n"),
  "/shape.d.ts": "export interface Shape { b?: string }\n",
  "/names.mts": 'export { first } from "./names-list.js";\n',
  "/names-list.js": 'export const first = "ann";\n',
};
