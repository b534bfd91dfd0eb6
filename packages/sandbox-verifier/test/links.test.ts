/** Link resolution: the rules of ECMAScript, in linear time, without recursion. */
import assert from "node:assert/strict";
import { resolveExports } from "../mod.ts";
import type { ExportOrigin, Verdict } from "../mod.ts";
import { graphErrors, graphOf, keyOf } from "./support/graph.ts";

const star = (name: string): string => `__exportStar(require("./${name}"), exports);\n`;
const reexport = (from: string, imported: string, name = imported): string =>
  `var ${from}_${name} = require("./${from}");\nObject.defineProperty(exports, "${name}", ` +
  `{ enumerable: true, get: function () { return ${from}_${name}.${imported}; } });\n`;
const use = (from: string, name: string): string =>
  `const u_1 = require("./${from}");\nfunction used() { return u_1.${name}; }\n`;

/** Exports of `name` as `export: module.slot`, in order. */
function links(modules: Readonly<Record<string, string>>, name: string): string[] {
  const { graph, verdicts } = graphOf(modules);
  const resolved = resolveExports({ verdicts, edges: graph.edges, hosts: new Map() });
  const names = new Map(Object.keys(modules).map((module) => [keyOf(module), module]));
  return [...resolved.get(keyOf(name))!].map(([exported, origin]) =>
    `${exported}: ${names.get(origin.key)}.${origin.kind === "slot" ? origin.name : "*"}`
  );
}

const ROWS: readonly [
  name: string,
  modules: Readonly<Record<string, string>>,
  main: readonly string[],
][] = [
  ["own names", { main: "exports.b = 1;\nexports.a = 2;" }, ["a: main.a", "b: main.b"]],
  ["a chain of three re-exports", {
    main: reexport("b", "x", "y"),
    b: reexport("c", "z", "x"),
    c: reexport("d", "w", "z"),
    d: "exports.w = 1;",
  }, ["y: d.w"]],
  ["a default re-exported", { main: reexport("b", "default"), b: "exports.default = 1;" }, [
    "default: b.default",
  ]],
  ["a namespace", { main: 'exports.ns = __importStar(require("./b"));', b: "exports.a = 1;" }, [
    "ns: b.*",
  ]],
  ["a namespace re-exported", {
    main: reexport("b", "ns"),
    b: 'exports.ns = __importStar(require("./c"));',
    c: ";",
  }, ["ns: c.*"]],
  ["a star without default", { main: star("b"), b: "exports.default = 1;\nexports.a = 1;" }, [
    "a: b.a",
  ]],
  ["an own name that shadows a star", {
    main: `${star("b")}exports.a = 2;`,
    b: "exports.a = 1;",
  }, ["a: main.a"]],
  ["a re-export that shadows a star", {
    main: star("b") + reexport("c", "a"),
    b: "exports.a = 1;",
    c: "exports.a = 2;",
  }, ["a: c.a"]],
  ["one origin by two stars", {
    main: star("b") + star("c"),
    b: star("d"),
    c: reexport("d", "a"),
    d: "exports.a = 1;",
  }, ["a: d.a"]],
  ["two origins by two stars", {
    main: star("b") + star("c"),
    b: "exports.a = 1;\nexports.b = 1;",
    c: "exports.a = 2;",
  }, ["b: b.b"]],
  ["ambiguity below a star", {
    main: star("m"),
    m: star("b") + star("c"),
    b: "exports.a = 1;",
    c: "exports.a = 2;",
  }, []],
  ["an own name inside a star cycle stops what comes from behind it", {
    main: star("b"),
    b: `${star("c")}exports.a = 1;`,
    c: `${star("main")}exports.a = 2;\nexports.c = 3;`,
  }, ["a: b.a", "c: c.c"]],
  ["a star cycle of two", {
    main: `${star("b")}exports.a = 1;`,
    b: `${star("main")}exports.b = 1;`,
  }, ["a: main.a", "b: b.b"]],
  ["a star on itself", { main: `${star("main")}exports.a = 1;` }, ["a: main.a"]],
  ["a circle of re-exports", { main: reexport("b", "a"), b: reexport("main", "a") }, []],
];

for (const [name, modules, main] of ROWS) {
  Deno.test(`links ${name}`, () => assert.deepEqual(links(modules, "main"), main));
}

for (const length of [3, 5]) {
  Deno.test(`a star cycle of ${length} gives every member every name`, () => {
    const modules: Record<string, string> = {};
    for (let i = 0; i < length; i++) {
      modules[`m${i}`] = `${star(`m${(i + 1) % length}`)}exports.n${i} = 1;`;
    }
    const all = Array.from({ length }, (_, i) => `n${i}: m${i}.n${i}`);
    for (const name of Object.keys(modules)) assert.deepEqual(links(modules, name), all);
  });
}

const REFUSED: readonly [name: string, modules: Readonly<Record<string, string>>, error: string][] =
  [
    [
      "a missing name, with a suggestion",
      { main: use("b", "totl"), b: "exports.total = 1;" },
      'G5 graph:no-export "./b" has no export named "totl"; did you mean "total"?',
    ],
    [
      "a missing name without a near one",
      { main: use("b", "x"), b: "exports.total = 1;" },
      'G5 graph:no-export "./b" has no export named "x"',
    ],
    [
      "a missing name through a barrel",
      { main: use("b", "x"), b: star("c"), c: "exports.y1 = 1;" },
      'G5 graph:no-export "./b" has no export named "x"; did you mean "y1"?',
    ],
    ["a default through a star", {
      main: use("b", "default"),
      b: star("c"),
      c: "exports.default = 1;",
    }, 'G5 graph:no-export "./b" has no export named "default"'],
    ["an ambiguous name that is used", {
      main: use("m", "a"),
      m: star("b") + star("c"),
      b: "exports.a = 1;",
      c: "exports.a = 2;",
    }, 'G5 graph:ambiguous-export Export "a" of "./m" is ambiguous'],
    [
      "a circular re-export",
      { main: reexport("b", "a"), b: reexport("main", "a") },
      'G5 graph:circular-export Export "a" of "./b" is a circular re-export',
    ],
    [
      "a re-export of a missing name",
      { main: reexport("b", "a"), b: ";" },
      'G5 graph:no-export "./b" has no export named "a"',
    ],
  ];

for (const [name, modules, error] of REFUSED) {
  Deno.test(`refuses ${name}`, () => assert.equal(graphErrors(graphOf(modules))[0], error));
}

Deno.test("a name that is read through a namespace as a whole is not checked", () => {
  const main = 'const u_1 = require("./b");\nfunction used(k) { return u_1[k] ?? u_1.zzz; }\n';
  assert.deepEqual(graphErrors(graphOf({ main, b: ";" })), []);
});

Deno.test("names through stars are those of a reference resolver on random graphs", () => {
  let seed = 7;
  const random = (below: number): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor(seed / 65_536) % below;
  };
  for (let round = 0; round < 60; round++) {
    const modules: Record<string, string> = {};
    const size = 2 + random(5);
    for (let i = 0; i < size; i++) {
      let text = "";
      for (let j = 0; j < size; j++) if (random(3) === 0) text += star(`m${j}`);
      for (const name of ["a", "b", "c"]) {
        const kind = random(5);
        if (kind === 0) text += `exports.${name} = 1;\n`;
        if (kind === 1) text += reexport(`m${random(size)}`, ["a", "b", "c"][random(3)]!, name);
      }
      modules[`m${i}`] = text || ";";
    }
    const { graph, verdicts } = graphOf(modules);
    const resolved = resolveExports({ verdicts, edges: graph.edges, hosts: new Map() });
    for (const key of verdicts.keys()) {
      for (const name of ["a", "b", "c"]) {
        const expected = reference(verdicts, graph.edges, key, name, []);
        const actual = resolved.get(key)!.get(name);
        assert.deepEqual(actual ?? null, typeof expected === "string" ? null : expected);
      }
    }
  }
});

/** ResolveExport of the specification, word by word (16.2.1.7.2.2). */
function reference(
  verdicts: ReadonlyMap<string, Verdict>,
  edges: ReadonlyMap<string, ReadonlyMap<string, string>>,
  key: string,
  name: string,
  resolveSet: { key: string; name: string }[],
): ExportOrigin | "ambiguous" | null {
  if (resolveSet.some((seen) => seen.key === key && seen.name === name)) return null;
  resolveSet.push({ key, name });
  const verdict = verdicts.get(key)!;
  const target = (specifier: string) => edges.get(key)!.get(specifier)!;
  const own = verdict.exports.find((surface) => surface.name === name);
  if (own?.kind === "local") return { kind: "slot", key, name };
  if (own !== undefined) {
    return reference(verdicts, edges, target(own.from!), own.imported!, resolveSet);
  }
  let found: ExportOrigin | null = null;
  for (const specifier of verdict.starTargets) {
    const origin = reference(verdicts, edges, target(specifier), name, resolveSet);
    if (origin === "ambiguous") return origin;
    if (origin === null) continue;
    if (found === null) found = origin;
    else if (found.key !== origin.key || JSON.stringify(found) !== JSON.stringify(origin)) {
      return "ambiguous";
    }
  }
  return found;
}

Deno.test("a chain of 20,000 and a star of 10,000 are linked without recursion", () => {
  const local = (name: string) => ({ name, kind: "local" as const });
  const verdict = (parts: Partial<Verdict>) =>
    ({ exports: [], starTargets: [], ...parts }) as unknown as Verdict;
  const chain = new Map<string, Verdict>();
  const edges = new Map<string, Map<string, string>>();
  for (let i = 0; i < 20_000; i++) {
    const isLast = i === 19_999;
    chain.set(`${i}`, verdict(isLast ? { exports: [local("x")] } : { starTargets: ["./next"] }));
    edges.set(`${i}`, new Map([["./next", `${i + 1}`]]));
  }
  const origin = { kind: "slot", key: "19999", name: "x" };
  const resolved = resolveExports({ verdicts: chain, edges, hosts: new Map() });
  assert.deepEqual(resolved.get("0")!.get("x"), origin);

  const leaves = Array.from({ length: 10_000 }, (_, i) => `./${i}`);
  const wide = new Map([["main", verdict({ starTargets: leaves })]]);
  for (const leaf of leaves) wide.set(leaf, verdict({ exports: [local(`n${leaf.slice(2)}`)] }));
  const names = resolveExports({ verdicts: wide, edges: new Map(), hosts: new Map() }).get("main")!;
  assert.equal(names.size, 10_000);
});
