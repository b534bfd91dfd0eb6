/** The lexical scan: every edge form, everything that only looks like one, and when it gives up. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { scanEdges, scanImports } from "@commonfabric/module-identity";
import { treeEdges } from "./tree-edges.ts";
import { runs } from "../../canonical/test/support/runs.ts";

type Row = readonly [text: string, extension: string, expected: readonly string[] | "uncertain"];

const FORMS: Row[] = [
  ['import a, { b as c, type D } from "./a.ts";', ".ts", ["./a.ts"]],
  ["import './a.ts'\nimport \"./b.ts\"", ".ts", ["./a.ts", "./b.ts"]],
  ['import type { A } from "./a.ts"; import type B from "./b.ts";', ".ts", ["./a.ts", "./b.ts"]],
  ['import type from "./a.ts"; import from from "./b.ts"', ".ts", ["./a.ts", "./b.ts"]],
  ['import * as a /* " */ from // \'\n "./a.ts"', ".ts", ["./a.ts"]],
  ['import { "a b" as c, default as d } from "./a.ts"', ".ts", ["./a.ts"]],
  ['export { a as "x y", type B } from "./a.ts"', ".ts", ["./a.ts"]],
  ['export * from "./a.ts"; export * as n from "./b.ts"', ".ts", ["./a.ts", "./b.ts"]],
  ['export type { A } from "./a.ts"; export type * from "./b.ts"', ".ts", ["./a.ts", "./b.ts"]],
  ['export type * as n from "./a.ts"', ".ts", ["./a.ts"]],
  ["export { a }; export type { B }; export default 1", ".ts", []],
  ['let a: import("./a.ts").A; let b: typeof import("./b.ts");', ".ts", ["./a.ts", "./b.ts"]],
  ['type A = import("./a.ts").A | keyof typeof import("./b.ts")', ".ts", ["./a.ts", "./b.ts"]],
  ['type A<T> = T extends import("./a.ts").A ? [import("./b.ts").B] : 1', ".ts", [
    "./a.ts",
    "./b.ts",
  ]],
  ['interface A { b: import("./b.ts").B; c(x: import("./c.ts").C): void }', ".ts", [
    "./b.ts",
    "./c.ts",
  ]],
  ['function f(a: import("./a.ts").A, b?: import("./b.ts").B): import("./c.ts").C {}', ".ts", [
    "./a.ts",
    "./b.ts",
    "./c.ts",
  ]],
  ['const x = y as import("./a.ts").A, z = w satisfies import("./b.ts").B', ".ts", [
    "./a.ts",
    "./b.ts",
  ]],
  ['export declare const a: Array<import("./a.ts").A>', ".d.ts", ["./a.ts"]],
  ['/** @type {import("./a.ts").A} */\nlet a;', ".js", ["./a.ts"]],
  ['/** @import { A } from "./a.ts" */\nlet a;', ".mjs", ["./a.ts"]],
  [
    '/** @typedef {import("./a.ts").A} A */\n/** @param {{ b: import("./b.ts").B }} p */\nfunction f(p) {}',
    ".jsx",
    ["./a.ts", "./b.ts"],
  ],
  ['/** import("./a.ts") */\nlet a; /** @type {import("./b.ts").B} */ let b', ".ts", []],
  [
    'import { dataFile } from "commonfabric"; const a = dataFile("./a.csv"); dataFile(x); dataFile("a" + b);',
    ".ts",
    ["commonfabric", "data:./a.csv"],
  ],
  [
    'const a = read("./a.csv"); import { dataFile as read } from "commonfabric"; dataFile("b")',
    ".ts",
    ["data:./a.csv", "commonfabric"],
  ],
  ['import * as cf from "commonfabric"; cf.dataFile("a"); x.cf.dataFile("b")', ".ts", [
    "commonfabric",
    "data:a",
  ]],
  ['import { dataFile } from "./mine.ts"; dataFile("./a.csv")', ".ts", ["./mine.ts"]],
  ['import "data:./a"; import "import:x"', ".ts", ["import:data:./a", "import:import:x"]],
];

const NO_EDGES: Row[] = [
  ['const a = await import("./a.ts"); import.meta.url; import.defer("x")', ".ts", []],
  ['return import("./a.ts")', ".ts", []],
  ['const a = import("./a.ts")', ".ts", []],
  ['require("./a.ts"); import x = require("./b.ts"); import y = N.z', ".ts", []],
  [
    "const o = { import: 1, export: 2 }; o.import('x'); o.export; class A { #import = 'x' }",
    ".ts",
    [],
  ],
  ["const s = 'import \"a\"', t = \"import 'a'\", u = `import 'a' ${`import \"b\"`}`", ".ts", []],
  ["// import 'a'\n/* import 'b' */ /** import 'c' */", ".ts", []],
  ['const r = /import "a"/, s = x.replace(/[/"]import "b"/g, y); if (a) /"/.test(b)', ".ts", []],
  ['const q = a / b / c, r = f() / 2 / "x".length; const s = a[0] / /"/.exec(t).index', ".ts", []],
  ["const m = x! / 2; const n = y++ / \"import 'a'\".length", ".ts", []],
  [
    'const a = <p title="import \'x\'">import "./a.ts" and don\'t {b ? <i>it\'s</i> : /"/} </p>',
    ".tsx",
    [],
  ],
  ['const a = <><A.B x={1} {...y} /> import "z" <c-d e="\n" /></>', ".tsx", []],
  ['const f = <T,>(x: T) => x / 2; const g = <T extends "a">(x: T) => <b>it\'s</b>', ".tsx", []],
  ['type F = <T>(x: T) => T; const h: <T>(x: "a") => T = i', ".tsx", []],
  ["for await (const a of b) /'/.test(a)", ".ts", []],
  ["#!/usr/bin/env import 'a'\n1", ".js", []],
  ["declare global { var x: 1 } /// <reference path='./a.ts' />", ".ts", []],
];

const UNSURE: Row[] = [
  ["a = b\n/x'/.test(c)", ".ts", "uncertain"],
  ["function f() {} /'/", ".ts", "uncertain"],
  ["x = {} / 'a'", ".ts", "uncertain"],
  ['f(x, import("./a.ts"))', ".ts", "uncertain"],
  ['import "./\\u0061.ts"', ".ts", "uncertain"],
  ['im\\u0070ort "./a.ts"', ".ts", "uncertain"],
  ["const s = 'open", ".ts", "uncertain"],
  ["`${", ".ts", "uncertain"],
  ["/* open", ".ts", "uncertain"],
  ["(]", ".ts", "uncertain"],
  ["const a = <b>x > y</b>", ".tsx", "uncertain"],
  ["const a = <b>x</c>", ".tsx", "uncertain"],
  ["import { a, b", ".ts", "uncertain"],
  ['import { dataFile } from "commonfabric"; dataFile(`a`)', ".ts", "uncertain"],
  ['f(/** @type {import("./a.ts").A} */ a)', ".js", "uncertain"],
];

for (const [what, rows] of Object.entries({ FORMS, NO_EDGES, UNSURE })) {
  Deno.test(`the scan answers as the table says: ${what}`, async (t) => {
    for (const [text, extension, expected] of rows) {
      await t.step(`${extension} ${JSON.stringify(text)}`, () => {
        assert.deepEqual(scanImports(text, extension), expected);
      });
    }
  });
}

Deno.test("where the scan is sure it agrees with the syntax tree on every row", () => {
  for (const [text, extension, expected] of [...FORMS, ...NO_EDGES]) {
    // The tree attaches `import x` of a data URL like any other; the prefixes are listing only.
    if (expected.includes("import:import:x")) continue;
    const tree = treeEdges(text, extension);
    assert.deepEqual(new Set(scanImports(text, extension)), new Set(tree), text);
  }
});

Deno.test("positions are those of the text between the quotes", () => {
  const text = 'import a from "./a.ts";\nexport * from \'./b.ts\';\nlet c: import("./c.ts").C;';
  const edges = scanEdges(text, ".ts");
  assert.notEqual(edges, "uncertain");
  if (edges === "uncertain") return;
  assert.deepEqual(
    edges.map(({ offset, length }) => text.slice(offset, offset + length)),
    ["./a.ts", "./b.ts", "./c.ts"],
  );
  assert.deepEqual(edges.map(({ form }) => form), ["import", "export", "import-type"]);
});

const STATEMENTS = [
  'import "./a.ts";',
  'import type { A } from "./b.ts"\n',
  'export * from "./c.ts";',
  'let t: import("./d.ts").D;',
  "const s = 'import \"./no.ts\"';",
  "const u = `a ${b} 'c`;",
  "const r = /[\"'`]/g;",
  "x = a / b / c;",
  "if (a) /'/.test(b);",
  "function f<T>(a: T): T { return a }\n",
  "// it's\n",
  "/* ` */",
  "const o = { a: 1, b() { return `${1}` } };\n",
  "class C<T> { #p = 1; m = <U,>(x: U) => x }\n",
  "const v = a < b && c > d;",
  "const e = (<p a=\"'\">it's {x / 2} <b/></p>);",
  "const g = a ? <i>'</i> : null;",
  "i++;\n",
];
const FRAGMENTS = [
  "}",
  "{",
  "(",
  ")",
  "/",
  "<",
  ">",
  "`",
  "'",
  "=",
  "\n",
  "a",
  " import ",
  " type T = ",
  ' from "./z.ts"',
];

Deno.test("pieces of code in any order: the scan is unsure or agrees with the syntax tree", () => {
  let sure = 0;
  const property = fc.property(
    fc.array(
      fc.oneof(
        { weight: 9, arbitrary: fc.constantFrom(...STATEMENTS) },
        { weight: 1, arbitrary: fc.constantFrom(...FRAGMENTS) },
      ),
      { maxLength: 9 },
    ),
    fc.constantFrom(".ts", ".tsx"),
    (pieces, extension) => {
      const text = pieces.join("");
      const scanned = scanImports(text, extension);
      if (scanned === "uncertain") return;
      const tree = treeEdges(text, extension, "valid-only");
      if (tree === undefined) return;
      sure++;
      assert.deepEqual([...scanned].sort(byText), [...tree].sort(byText), text);
    },
  );
  fc.assert(property, { numRuns: runs(1_500) });
  assert.ok(sure > 100, `only ${sure} valid programs`);
});

function byText(a: string, b: string): number {
  return a < b ? -1 : 1;
}

Deno.test("any text is answered without an exception", () => {
  const units = fc.string({ unit: fc.constantFrom(...'<>/{}()[]\'"`$\\=!.*\n import("a")@tx') });
  fc.assert(
    fc.property(units, fc.constantFrom(".ts", ".tsx", ".js", ".d.ts"), (text, extension) => {
      const scanned = scanImports(text, extension);
      assert.ok(scanned === "uncertain" || Array.isArray(scanned));
    }),
    { numRuns: runs(2_000) },
  );
});

const LONG: [string, (n: number) => string][] = [
  ["generic types", (n) => `x = ${"<T>(a: ".repeat(n)}`],
  ["function types", (n) => `x${"=<T>(a:<T>(a:<T>()=>1)=>1)=>1".repeat(n)}`],
  ["documentation", (n) => "/** a */".repeat(n)],
  ["documented types", (n) => `/** @type {${'import("a")'.repeat(n)}} */ (a)`],
  ["open parentheses", (n) => "(".repeat(n)],
  ["nested elements", (n) => `x = ${"<a>".repeat(n)}`],
  ["sibling elements", (n) => `x = <a>${"<b/>".repeat(n)}</a>`],
  ["generic look-ahead", (n) => "<T>(".repeat(n)],
  ["templates", (n) => "`${".repeat(n)],
  ["type words", (n) => "type ".repeat(n)],
  ["comments", (n) => "/**/".repeat(n)],
  ["imports", (n) => 'import "a";'.repeat(n)],
  ["from", (n) => `import ${"from ".repeat(n)}`],
  ["dataFile", (n) => "dataFile(".repeat(n)],
  ["unclosed comments", (n) => "a /* ".repeat(n)],
];

Deno.test("hostile texts of a megabyte take linear time and no deep stack", async (t) => {
  for (const [name, make] of LONG) {
    await t.step(name, () => {
      const text = make(Math.floor(1_000_000 / make(1).length));
      const started = performance.now();
      scanImports(text, ".tsx");
      scanImports(text, ".js");
      assert.ok(performance.now() - started < 3_000, "slower than 3 us per character");
    });
  }
});

Deno.test("the scan is sure of every authored file of this repository", () => {
  const root = new URL("../../", import.meta.url);
  const unsure: string[] = [];
  let count = 0;
  const visit = (folder: URL): void => {
    for (const { name, isDirectory } of Deno.readDirSync(folder)) {
      if (isDirectory && name !== "testdata") visit(new URL(`${name}/`, folder));
      const extension = /(?:\.d)?\.(?:tsx?|jsx?|mts|mjs)$/.exec(name)?.[0];
      if (isDirectory || extension === undefined) continue;
      count++;
      const file = new URL(name, folder);
      if (scanImports(Deno.readTextFileSync(file), extension) === "uncertain") {
        unsure.push(file.pathname);
      }
    }
  };
  visit(new URL("patterns/", root));
  visit(new URL("canonical/", root));
  visit(new URL("contract/", root));
  visit(new URL("module-identity/", root));
  assert.deepEqual(unsure, []);
  assert.ok(count > 50);
});
