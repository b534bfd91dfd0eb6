import assert from "node:assert/strict";
import type { StoredEdge } from "@commonfabric/module-identity";
import {
  compileSourcesToRecords,
  type SourceRecord,
} from "../engine/compile-sources-to-records.ts";
import { hostOfRecord, resolveSpecifier } from "../sandbox/records.ts";
import { provenGraph, UnverifiedGraphError, verifyRecordGraph } from "../sandbox/verification.ts";
import { acceptingVerifier, fixtureGraph, identityOf, keyOf } from "./support/loader-fixture.ts";

const hosts = new Map([["commonfabric", { namespace: Object.freeze({ lift: 1, cell: 2 }) }]]);
const bodies = {
  "/a.ts": { exports: ["n"], body: "exports.n = 1;" },
  "/b.ts": {
    imports: ["./a.ts", "commonfabric"],
    exports: ["m<./a.ts:n", "x"],
    stars: ["./a.ts"],
    body: "exports.x = 1;",
  },
};

function sources(): SourceRecord[] {
  const { verdicts } = fixtureGraph(bodies, hosts);
  const edges: Record<string, StoredEdge[]> = {
    "/a.ts": [],
    "/b.ts": [
      { specifier: "./a.ts", kind: "module", identity: identityOf("/a.ts") },
      { specifier: "./t.d.ts", kind: "module", identity: identityOf("/t.d.ts") },
      { specifier: "./d.csv", kind: "data", identity: identityOf("/d.csv") },
      { specifier: "commonfabric", kind: "host", host: "commonfabric" },
    ],
  };
  const code = Object.entries(bodies).map(([path, { body }]): SourceRecord => ({
    identity: identityOf(path),
    path,
    kind: "code",
    edges: edges[path]!,
    compiled: { body, verdict: verdicts.get(keyOf(path))! },
  }));
  return [
    ...code,
    { identity: identityOf("/t.d.ts"), path: "/t.d.ts", kind: "declaration", edges: [] },
    { identity: identityOf("/d.csv"), path: "/d.csv", kind: "data", edges: [] },
  ];
}

const assemble = () =>
  compileSourcesToRecords(
    sources(),
    hosts,
    acceptingVerifier.resolveExports,
  );

Deno.test("records take their surface from verdicts and their resolutions from stored edges", () => {
  const graph = assemble();
  assert.deepEqual([...graph.records.keys()].sort(), [
    ...[keyOf("/a.ts"), keyOf("/b.ts")],
    "cf:runtime/commonfabric",
  ]);
  const record = graph.records.get(keyOf("/b.ts"))!;
  assert.deepEqual(record.imports, ["./a.ts", "commonfabric"]);
  assert.deepEqual(record.exports, ["m", "n", "x"]);
  assert.equal(resolveSpecifier(record, "./a.ts"), keyOf("/a.ts"));
  assert.equal(resolveSpecifier(record, "commonfabric"), "cf:runtime/commonfabric");
  assert.deepEqual(Object.keys(record.resolutions!), ["./a.ts", "commonfabric"]);
  assert.throws(() => record.execute({}, undefined as never, {}), /module loader only/);
});

Deno.test("declarations and data have no record, and data edges are not runtime edges", () => {
  const graph = assemble();
  assert.deepEqual([...graph.sourceOnly], [keyOf("/t.d.ts"), keyOf("/d.csv")]);
  assert.deepEqual([...graph.edges.get(keyOf("/b.ts"))!.keys()], [
    "./a.ts",
    "./t.d.ts",
    "commonfabric",
  ]);
  assert.equal(graph.bodies.size, 2);
});

Deno.test("records are frozen and hold no accessor", () => {
  for (const record of assemble().records.values()) {
    assert(Object.isFrozen(record));
    assert(Object.isFrozen(record.imports) && Object.isFrozen(record.exports));
    for (const key of Reflect.ownKeys(record)) {
      assert("value" in Reflect.getOwnPropertyDescriptor(record, key)!);
    }
  }
});

Deno.test("a host record gives its hardened namespace and has no imports", () => {
  const record = assemble().records.get("cf:runtime/commonfabric")!;
  assert.deepEqual(record.imports, []);
  assert.deepEqual(record.exports, ["cell", "lift"]);
  const mirrored: Record<string, unknown> = {};
  record.execute(mirrored, undefined as never, {});
  assert.deepEqual(mirrored, { cell: 2, lift: 1 });
  assert(hostOfRecord(record) !== undefined);
  assert.equal(hostOfRecord({ ...record }), undefined);
});

Deno.test("a proof holds for the very records, bodies and verdicts that were verified", () => {
  const { graph } = verifyRecordGraph(assemble(), keyOf("/b.ts"), acceptingVerifier);
  assert.notEqual(provenGraph(graph), undefined);
  const key = keyOf("/a.ts");
  const record = graph.records.get(key)!;
  const changed = [
    { ...graph, bodies: new Map(graph.bodies).set(key, "exports.n = 2;") },
    { ...graph, records: new Map(graph.records).set(key, { ...record }) },
    { ...graph, records: new Map(graph.records).set("cf:runtime/more", record) },
    { ...graph, verdicts: new Map(graph.verdicts).set(key, { ...graph.verdicts.get(key)! }) },
  ];
  for (const one of changed) assert.equal(provenGraph(one), undefined);
});

Deno.test("a record without body that no host made is refused", () => {
  const graph = assemble();
  const records = new Map(graph.records).set("cf:runtime/evil", {
    imports: [],
    exports: [],
    execute: () => {},
  });
  assert.throws(
    () => verifyRecordGraph({ ...graph, records }, keyOf("/b.ts"), acceptingVerifier),
    UnverifiedGraphError,
  );
});
