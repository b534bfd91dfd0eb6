/** The graph check: each numbered check refuses, and the nearest graph is accepted. */
import assert from "node:assert/strict";
import { hostRecordKey } from "@commonfabric/contract";
import type { GraphRecord } from "../mod.ts";
import { alter, graphErrors, graphOf, keyOf } from "./support/graph.ts";
import type { GraphCase } from "./support/graph.ts";
import { accepted, bodyOf, verifierFor } from "./support/verify.ts";

/** Main imports `a` of `b` and a host. */
function pair(): GraphCase {
  return graphOf({
    main:
      'const b_1 = require("./b");\nconst cf_1 = require("commonfabric");\nexports.x = b_1.a;\n' +
      "function f() { return cf_1.str; }",
    b: "exports.a = 1;",
  });
}

const DIGEST = "A".repeat(43);

const ROWS: readonly [name: string, expect: string, change: (graph: GraphCase) => void][] = [
  ["G1: an entry that is no record", "G1 graph:missing", ({ graph }) => graph.entry = keyOf("z")],
  ["G1: a key of no form", "G1 graph:shape", ({ graph }) => put(graph.records, "file:///x")],
  [
    "G1: a malformed identity",
    "G1 graph:shape",
    ({ graph }) => put(graph.records, "cf:module/abc"),
  ],
  [
    "G1: spare bits in an identity",
    "G1 graph:shape",
    ({ graph }) => put(graph.records, `cf:module/${"A".repeat(42)}B`),
  ],
  ["G1: an unknown host", "G1 graph:shape", ({ graph }) => put(graph.records, "cf:runtime/other")],
  ["G1: __proto__ as a key", "G1 graph:shape", ({ graph }) => put(graph.records, "__proto__")],
  [
    "G1: a malformed package key",
    "G1 graph:shape",
    ({ graph }) => put(graph.records, "package:x/y"),
  ],
  ["G1: an extra field", "G1 graph:shape", (graph) => alter(graph, "b", { extra: 1 } as object)],
  [
    "G1: a repeated import",
    "G1 graph:shape",
    (graph) => alter(graph, "b", { imports: ["x", "x"] }),
  ],
  [
    "G1: an export that is no text",
    "G1 graph:shape",
    (graph) => alter(graph, "b", { exports: [1 as unknown as string] }),
  ],
  [
    "G1: nothing to execute",
    "G1 graph:shape",
    (graph) => alter(graph, "b", { execute: 1 as unknown as GraphRecord["execute"] }),
  ],
  [
    "G1: a resolution that is no text",
    "G1 graph:shape",
    (graph) => alter(graph, "b", { resolutions: { x: 1 as unknown as string } }),
  ],
  ["G1: an own __proto__", "G1 graph:shape", (graph) => {
    const resolutions = Object.defineProperty({}, "__proto__", { value: "x", enumerable: true });
    alter(graph, "b", { resolutions });
  }],
  ["a record without a verdict", "G0 graph:shape", ({ verdicts }) => verdicts.delete(keyOf("b"))],
  ["a record without a body", "G0 graph:shape", ({ graph }) => graph.bodies.delete(keyOf("b"))],
  [
    "a body changed by one character",
    "G0 graph:shape",
    ({ graph }) => graph.bodies.set(keyOf("b"), bodyOf("exports.a = 1; ")),
  ],
  [
    "another body's verdict",
    "G0 graph:shape",
    ({ verdicts }) => verdicts.set(keyOf("b"), verdicts.get(keyOf("main"))!),
  ],
  [
    "a verdict of another version",
    "G0 graph:shape",
    ({ verdicts }) =>
      verdicts.set(keyOf("b"), { ...verdicts.get(keyOf("b"))!, verifierVersion: "old" }),
  ],
  [
    "a verdict under another policy",
    "G0 graph:shape",
    ({ verdicts }) =>
      verdicts.set(keyOf("b"), accepted(bodyOf("exports.a = 1;"), verifierFor({ coverage: true }))),
  ],
  [
    "a rejection among the verdicts",
    "G0 graph:shape",
    ({ verdicts }) => verdicts.set(keyOf("b"), { ok: false } as never),
  ],
  [
    "G2: imports that the body does not have",
    "G2 graph:shape",
    (graph) => alter(graph, "b", { imports: ["./main"] }),
  ],
  [
    "G2: imports in another order",
    "G2 graph:shape",
    (graph) => alter(graph, "main", { imports: ["commonfabric", "./b"] }),
  ],
  [
    "G2: an import without resolution",
    "G2 graph:missing",
    (graph) => alter(graph, "main", { resolutions: { "./b": keyOf("b") } }),
  ],
  [
    "G2: a resolution of no import",
    "G2 graph:shape",
    (graph) => alter(graph, "b", { resolutions: { "./c": keyOf("main") } }),
  ],
  ["G2: a target that is missing", "G2 graph:missing", (graph) => {
    graph.graph.records.delete(keyOf("b"));
    graph.verdicts.delete(keyOf("b"));
  }],
  [
    "G2: a host resolved to a module",
    "G2 graph:host",
    (graph) => resolve(graph, "commonfabric", keyOf("b")),
  ],
  [
    "G2: a module resolved to a host",
    "G2 graph:host",
    (graph) => resolve(graph, "./b", hostRecordKey("commonfabric")),
  ],
  [
    "G3: an edge that identity does not list",
    "G3 graph:edge",
    (graph) => resolve(graph, "./b", keyOf("main")),
  ],
  [
    "G3: an edge of a module without edges",
    "G3 graph:edge",
    ({ graph }) => graph.edges.delete(keyOf("main")),
  ],
  [
    "G4: a declaration file as target",
    "G4 graph:edge",
    ({ graph }) => graph.sourceOnly.add(keyOf("b")),
  ],
  [
    "G6: an export that the body does not have",
    "G6 graph:shape",
    (graph) => alter(graph, "b", { exports: ["a", "z"] }),
  ],
  ["G6: an export left out", "G6 graph:shape", (graph) => alter(graph, "main", { exports: [] })],
];

function put(records: Map<string, GraphRecord>, key: string): void {
  records.set(key, { imports: [], exports: [], execute() {} });
}

function resolve(graph: GraphCase, specifier: string, target: string): void {
  const { resolutions } = graph.graph.records.get(keyOf("main"))!;
  alter(graph, "main", { resolutions: { ...resolutions, [specifier]: target } });
}

Deno.test("a consistent graph is accepted", () => assert.deepEqual(graphErrors(pair()), []));

for (const [name, expect, change] of ROWS) {
  Deno.test(`refuses ${name}`, () => {
    const graph = pair();
    change(graph);
    assert.equal(graphErrors(graph)[0]?.split(" ").slice(0, 2).join(" "), expect);
  });
}

Deno.test("an accessor on a record is refused and never run", () => {
  const graph = pair();
  const record = { ...graph.graph.records.get(keyOf("b"))! };
  Object.defineProperty(record, "execute", {
    get: () => assert.fail("the accessor ran"),
    enumerable: true,
  });
  graph.graph.records.set(keyOf("b"), record);
  assert.match(graphErrors(graph)[0]!, /^G1 graph:shape /);
});

Deno.test("package records are accepted under their own prefix", () => {
  const graph = pair();
  put(graph.graph.records, `package:${DIGEST}/sub/path`);
  assert.deepEqual(graphErrors(graph), []);
});

Deno.test("an attested body is not hashed again", () => {
  const graph = pair();
  graph.graph.bodies.set(keyOf("b"), bodyOf("exports.a = 1; "));
  graph.graph.attested.add(keyOf("b"));
  assert.deepEqual(graphErrors(graph), []);
});

Deno.test("edges of identity that the body does not use are no error", () => {
  const graph = pair();
  graph.graph.edges.get(keyOf("b"))!.set("./types", keyOf("main"));
  assert.deepEqual(graphErrors(graph), []);
});

Deno.test("errors name the authored path", () => {
  const graph = pair();
  graph.graph.edges.delete(keyOf("main"));
  assert.match(graphErrors(graph)[0]!, /The import "\.\/b" of "\/main\.ts" is not an edge/);
});
