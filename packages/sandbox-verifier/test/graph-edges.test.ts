/** The graph check one condition away from an accepted graph; every error of each graph is named. */
import assert from "node:assert/strict";
import { hostRecordKey, moduleRecordKey } from "@commonfabric/contract";
import type { GraphRecord } from "../mod.ts";
import { alter, graphErrors, graphOf, keyOf } from "./support/graph.ts";
import type { GraphCase } from "./support/graph.ts";

const CODES = /^(\S+ \S+) .*$/s;

/** Main imports `a` of `b`, and a host. */
function pair(): GraphCase {
  return graphOf({
    main: 'const b_1 = require("./b");\nconst cf_1 = require("commonfabric");\n' +
      "exports.x = b_1.a;\nfunction f() { return cf_1.str; }",
    b: "exports.a = 1;\nexports.c = 2;",
  });
}

function codes(change: (graph: GraphCase) => void): string[] {
  const graph = pair();
  change(graph);
  return graphErrors(graph).map((error) => error.replace(CODES, "$1"));
}

const as = (parts: object) => parts as Partial<GraphRecord>;
class Table {
  x = "y";
}

const SHAPES: readonly [what: string, parts: Partial<GraphRecord>][] = [
  ["resolutions that are null", as({ resolutions: null })],
  ["resolutions that are a text", as({ resolutions: "x" })],
  ["resolutions that are absent by value", as({ resolutions: undefined })],
  ["resolutions of a class", as({ resolutions: new Table() })],
  ["resolutions of an object", as({ resolutions: Object.create({ x: "y" }) })],
  ["resolutions by a symbol", as({ resolutions: { [Symbol.iterator]: "y" } })],
  [
    "resolutions by a getter",
    as({
      resolutions: {
        get x() {
          return assert.fail("the getter ran");
        },
      },
    }),
  ],
  ["imports that are no list", as({ imports: "x" })],
  ["imports like a list", as({ imports: { length: 0 } })],
  ["imports with a hole", as({ imports: [, "x"] })],
  ["exports that are no list", as({ exports: new Set() })],
  ["exports that repeat", as({ exports: ["a", "a"] })],
  ["exports by a symbol", as({ exports: [Symbol.iterator] })],
  ["a field by a symbol", as({ [Symbol.iterator]: 1 })],
  [
    "a prototype of its own",
    Object.defineProperty({}, "__proto__", {
      value: 1,
      enumerable: true,
    }),
  ],
  ["no imports", as({ imports: undefined })],
];

for (const [what, parts] of SHAPES) {
  Deno.test(`a record with ${what} has no shape, and nothing else of the graph is judged`, () => {
    assert.deepEqual(
      codes((graph) => {
        alter(graph, "b", parts);
        graph.graph.edges.clear();
        graph.verdicts.clear();
      }),
      ["G1 graph:shape"],
    );
  });
}

Deno.test("what is no object is no record", () => {
  for (const record of [null, 1, "x", undefined, () => {}]) {
    assert.deepEqual(
      codes(({ graph }) => graph.records.set(keyOf("b"), record as unknown as GraphRecord)),
      ["G1 graph:shape"],
    );
  }
});

Deno.test("keys of records: a digest of 32 bytes, a host of the table, a package", () => {
  const record = { imports: [], exports: [], execute() {} };
  const refused = [
    moduleRecordKey(""),
    moduleRecordKey("A".repeat(44)),
    moduleRecordKey(`${"A".repeat(43)}/x`),
    moduleRecordKey("A".repeat(42)),
    hostRecordKey(""),
    "package:",
    `package:${"A".repeat(42)}/x`,
    `cf:other/${"A".repeat(43)}`,
    "",
  ];
  for (const key of refused) {
    assert.deepEqual(codes(({ graph }) => graph.records.set(key, record)), ["G1 graph:shape"], key);
  }
});

Deno.test("a verdict that is missing is all that is reported of a graph", () => {
  assert.deepEqual(
    codes((graph) => {
      graph.verdicts.delete(keyOf("b"));
      graph.graph.edges.clear();
    }),
    ["G0 graph:shape"],
  );
});

Deno.test("an edge that identity does not have is all that is reported: links are not judged", () => {
  assert.deepEqual(
    codes((graph) => {
      graph.graph.edges.get(keyOf("main"))!.delete("./b");
      alter(graph, "b", { exports: ["z"] });
    }),
    ["G3 graph:edge"],
  );
});

Deno.test("imports of a record are those of its body: no more, no fewer, in order", () => {
  const lists = [[], ["./b"], ["./b", "commonfabric", "./c"], ["./b", "./c"]];
  for (const imports of lists) {
    assert.deepEqual(codes((graph) => alter(graph, "main", { imports })), ["G2 graph:shape"]);
  }
});

Deno.test("exports of a record are those of its body, by name and in number", () => {
  for (const exports of [["a"], ["a", "z"], ["a", "c", "z"]]) {
    assert.deepEqual(codes((graph) => alter(graph, "b", { exports })), ["G6 graph:shape"]);
  }
});

Deno.test("a record without resolutions is resolved by its specifiers themselves", () => {
  const graph = graphOf({
    main: 'require("commonfabric");\nexports.a = 1;',
  });
  const key = keyOf("main");
  const { resolutions: _, ...record } = graph.graph.records.get(key)!;
  graph.graph.records.set(key, record);
  assert.deepEqual(
    graphErrors(graph).map((error) => error.replace(CODES, "$1")),
    ["G2 graph:host"],
  );
});

Deno.test("resolutions that are inherited do not count", () => {
  const graph = pair();
  const resolutions = Object.create(null);
  Object.assign(resolutions, graph.graph.records.get(keyOf("main"))!.resolutions);
  alter(graph, "main", { resolutions });
  assert.deepEqual(graphErrors(graph), []);
});

Deno.test("a name that a host does not export is missing, whatever the verdict says", () => {
  for (const name of ["other", "h", "Default"]) {
    assert.deepEqual(
      codes(({ verdicts }) => {
        const key = keyOf("main");
        const verdict = verdicts.get(key)!;
        const importedNames = [{ specifier: "commonfabric", names: [name] }];
        verdicts.set(key, { ...verdict, importedNames });
      }),
      ["G5 graph:no-export"],
      name,
    );
  }
});

Deno.test("names that hosts export are re-exported, starred hosts and unknown names are not", () => {
  const reexport = (name: string, imported: string) =>
    `Object.defineProperty(exports, "${name}", ` +
    `{ enumerable: true, get: function () { return cf_1.${imported}; } });\n`;
  const graph = graphOf({
    main: 'const b_1 = require("./b");\nexports.x = b_1.s;\nexports.y = b_1.t;',
    b: 'const cf_1 = require("commonfabric");\n' + reexport("s", "str") + reexport("t", "UI"),
  });
  assert.deepEqual(graphErrors(graph), []);
  assert.deepEqual([...graph.graph.records.get(keyOf("b"))!.exports], ["s", "t"]);
  const host = hostRecordKey("commonfabric");
  const fewer = graph.graph.records.get(host)!.exports.filter((name) => name !== "UI");
  graph.graph.records.set(host, { imports: [], exports: fewer, execute() {} });
  alter(graph, "b", { exports: ["s"] });
  assert.deepEqual(graphErrors(graph).map((error) => error.replace(CODES, "$1")), [
    "G5 graph:no-export",
  ]);
});

Deno.test("two readers of one re-export both get it", () => {
  const reexport = 'var c_1 = require("./c");\nObject.defineProperty(exports, "a", ' +
    "{ enumerable: true, get: function () { return c_1.a; } });\n";
  const graph = graphOf({
    main: 'const b_1 = require("./b"), d_1 = 1;'.replace(", d_1 = 1", "") +
      '\nconst d_1 = require("./d");\nexports.x = b_1.a;\nexports.y = d_1.a;',
    b: reexport,
    d: reexport,
    c: "exports.a = 1;",
  });
  assert.deepEqual(graphErrors(graph), []);
  assert.deepEqual([...graph.graph.records.get(keyOf("d"))!.exports], ["a"]);
});

Deno.test("more names than a module may export do not come together through stars either", () => {
  const many = (name: string) =>
    Array.from({ length: 5_001 }, (_, at) => `exports.${name}${at} = 1;`).join("\n");
  const graph = graphOf({
    main: '__exportStar(require("./b"), exports);\n__exportStar(require("./c"), exports);',
    b: many("b"),
    c: many("c"),
  });
  assert.deepEqual(graphErrors(graph).map((error) => error.replace(CODES, "$1")), [
    "G6 graph:shape",
  ]);
});

Deno.test("at most 50 errors of a graph are kept, and each names its file", () => {
  const names = Array.from({ length: 60 }, (_, at) => `m${at}`);
  const graph = graphOf(Object.fromEntries(names.map((name) => [name, ";"])));
  for (const name of names) graph.verdicts.delete(keyOf(name));
  assert.equal(graphErrors(graph).length, 50);
});
