/** Pre-checks: each refusal at its place, and the nearest accepted form beside it. */
import assert from "node:assert/strict";
import { compile, errorsOf } from "./support/compile.ts";

/** Refused text, its place, and the nearest text that is accepted. */
const PRE_CHECKS: [code: string, place: string, refused: string, accepted: string][] = [
  [
    "syntax:ambient",
    "1:9",
    "declare global { interface Window { x: 1 } }\nexport {};",
    "export interface Window { x: 1 }",
  ],
  [
    "syntax:ambient",
    "1:16",
    'declare module "commonfabric" { export type X = 1 }\nexport {};',
    "declare namespace N { type X = 1 }\nexport {};",
  ],
  ["syntax:ambient", "1:1", "export as namespace N;\nexport {};", "export type N = 1;"],
  [
    "syntax:reference-directive",
    "1:21",
    '/// <reference lib="dom" />\nexport {};',
    '// <reference lib="dom" />\nexport {};',
  ],
  [
    "syntax:reference-directive",
    "1:1",
    '/// <reference no-default-lib="true" />\nexport {};',
    "export {};",
  ],
  ["syntax:jsx-pragma", "1:4", "/* @jsx h */\nexport {};", "/* @jsxy h */\nexport {};"],
  [
    "syntax:jsx-pragma",
    "1:5",
    "/** @jsxImportSource preact */\nexport {};",
    "export {};\n/** @jsxImportSource preact */",
  ],
  ["syntax:export-equals", "1:1", "export = 1;", "export default 1;"],
  [
    "syntax:export-equals",
    "2:1",
    "declare namespace N { const y: 1 }\nimport x = N.y;\nexport {};",
    "export {};",
  ],
  [
    "syntax:using",
    "1:20",
    "export const f = { using() {} };function g() { using x = null; }",
    "export const f = { using() {} };",
  ],
  ["syntax:decorator", "1:1", "@d class C {}\nexport {};", "export const at = '@d';"],
  ["syntax:hashbang", "1:1", "#!/usr/bin/env deno\nexport {};", "export const s = '#!';"],
  [
    "syntax:export-name",
    "1:14",
    "export const then = 1;",
    "const then = 1; export const t = then;",
  ],
  [
    "syntax:export-name",
    "1:23",
    "const x = 1; export { x as __proto__ };",
    "const x = 1; export { x as proto };",
  ],
  ["syntax:export-name", "1:14", "export const __cfThing = 1;", "export const cfThing = 1;"],
  [
    "syntax:export-name",
    "1:19",
    "export const { a: __esModule } = { a: 1 };",
    "export const { a: esModule } = { a: 1 };",
  ],
  [
    "syntax:export-name",
    "1:54",
    "const x = 1, y = 2; export { x as n }; export { y as n };",
    "export function f(a: 1): 1; export function f(a: 1) { return a; }",
  ],
  [
    "syntax:export-name",
    "1:45",
    "export default function f() {} export const then = 1;",
    "export default function then() {}",
  ],
  [
    "syntax:nesting",
    "1:518",
    `export const x = ${"(".repeat(501)}1${")".repeat(501)};`,
    `export const x = ${"[".repeat(90)}1${"]".repeat(90)};`,
  ],
];

Deno.test("each pre-check refuses at its place and accepts the nearest form", async (t) => {
  for (const [code, place, refused, accepted] of PRE_CHECKS) {
    await t.step(`${code}: ${refused.slice(0, 50)}`, () => {
      const found = errorsOf({ "/a.ts": refused }, { skipGate: true })
        .filter((error) => error.code === code)
        .map(({ line, column }) => `${line}:${column}`);
      if (code === "syntax:using") assert.equal(found.length, 1);
      else if (code === "syntax:export-name" && refused.includes("as __proto__")) {
        assert.deepEqual(found, ["1:28"]);
      } else assert.deepEqual(found, [place]);
      assert.equal(compile({ "/a.ts": accepted }, { skipGate: true }).size, 1, accepted);
    });
  }
});

Deno.test("a declaration file gives types only", () => {
  const types = { "/t.d.ts": "export interface T { a: 1 }\nexport declare const v: number;" };
  const refused = [
    'import { v } from "./t.d.ts";\nexport const x = v;',
    'import "./t.d.ts";\nexport {};',
    'export * from "./t.d.ts";',
    'export { v } from "./t.d.ts";',
    'import * as t from "./t.d.ts";\nexport const x: t.T = { a: 1 };',
  ];
  for (const text of refused) {
    const codes = errorsOf({ "/a.ts": text, ...types }).map(({ code }) => code);
    assert.deepEqual(codes, ["syntax:declaration-value-import"], text);
  }
  const accepted = [
    'import type { T } from "./t.d.ts";\nexport const x: T = { a: 1 };',
    'import { type T } from "./t.d.ts";\nexport const x: T = { a: 1 };',
    'export type * from "./t.d.ts";',
    'export const x: import("./t.d.ts").T = { a: 1 };',
  ];
  for (const text of accepted) {
    const modules = compile({ "/a.ts": text, ...types });
    assert.deepEqual([...modules.keys()], ["/a.ts"], text);
    assert.doesNotMatch(modules.get("/a.ts")!.js, /require/, text);
  }
  const script = errorsOf({
    "/a.ts": 'import type {} from "./g.d.ts";\nexport {};',
    "/g.d.ts": "declare const g: 1;",
  });
  assert.deepEqual(script.map(({ code, file }) => `${code} ${file}`), ["syntax:ambient /g.d.ts"]);
});

Deno.test("text that exhausts TypeScript's stack is an error of its file", () => {
  const sum = `export const x = ${Array(200_000).fill("1").join("+")};`;
  assert.deepEqual(errorsOf({ "/a.ts": sum }).map(({ code }) => code), ["syntax:nesting"]);
  const functions = `export const f = ${"() => ".repeat(120)}1;`;
  assert.deepEqual(errorsOf({ "/a.ts": functions }).map(({ code }) => code), ["syntax:nesting"]);
});
