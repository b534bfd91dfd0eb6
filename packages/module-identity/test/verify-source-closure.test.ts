/** Stored closures verify as they were stored, and in no other form. */
import assert from "node:assert/strict";
import fc from "fast-check";
import {
  computeModuleIdentities,
  isTextOf,
  type SourceDocument,
  type StoredEdge,
  verifySourceClosure,
} from "@commonfabric/module-identity";
import { graphPrograms, programOf } from "./graphs.ts";
import { documentsOf, plainOptions, program } from "./support.ts";
import { runs } from "../../canonical/test/support/runs.ts";

const TEXTS = {
  "/main.ts":
    'import { dataFile } from "commonfabric"; import "./a.ts"; import "./d.d.ts"; dataFile("./x.csv");',
  "/a.ts": 'import "./b.ts"; import "./a.ts";',
  "/b.ts": 'import type {} from "./a.ts";',
  "/d.d.ts": "export type D = 1;",
  "/x.csv": "1,2\r\n",
};

function stored() {
  const source = program(TEXTS, { dataFiles: ["/x.csv"] });
  const modules = computeModuleIdentities(source, plainOptions());
  return { entry: modules.get("/main.ts")!.identity, docs: documentsOf(modules.values()), modules };
}

const verify = (entry: string, docs: Map<string, SourceDocument>) =>
  verifySourceClosure(entry, docs, plainOptions());

Deno.test("what was stored verifies, whatever the graph", () => {
  fc.assert(
    fc.property(graphPrograms(7), (graph) => {
      const source = programOf(graph);
      const modules = computeModuleIdentities(source, plainOptions());
      const docs = documentsOf(modules.values());
      const verdict = verify(modules.get(source.main)!.identity, docs);
      assert.ok(verdict.ok);
      assert.equal(verdict.closure.modules.size, modules.size);
      for (const { identity, path, kind, storedEdges } of modules.values()) {
        const found = verdict.closure.modules.get(identity);
        assert.deepEqual([found?.path, found?.kind, found?.storedEdges], [path, kind, storedEdges]);
      }
    }),
    { numRuns: runs(300) },
  );
});

/** `text` with one character replaced, removed or doubled, at every place. */
function* mutations(text: string): Iterable<string> {
  for (let at = 0; at < text.length; at++) {
    const other = text[at] === "A" ? "B" : "A";
    yield text.slice(0, at) + other + text.slice(at + 1);
    yield text.slice(0, at) + text.slice(at + 1);
    yield text.slice(0, at) + text[at] + text.slice(at);
  }
}

function* altered(document: SourceDocument): Iterable<SourceDocument> {
  const { filename, sourceDigest, imports, code, kind } = document;
  for (const other of mutations(filename)) yield { ...document, filename: other };
  for (const other of mutations(sourceDigest)) yield { ...document, sourceDigest: other };
  for (const other of mutations(code!)) yield { ...document, code: other };
  for (const other of ["source", "declaration", "data", "other"]) {
    if (other !== kind) yield { ...document, kind: other as SourceDocument["kind"] };
  }
  for (let at = 0; at < imports.length; at++) {
    const edge = imports[at]!;
    const put = (other: StoredEdge) => ({ ...document, imports: imports.with(at, other) });
    for (const specifier of mutations(edge.specifier)) yield put({ ...edge, specifier });
    for (const other of ["module", "data", "host", "package", "other"]) {
      if (other !== edge.kind) yield put({ ...edge, kind: other as StoredEdge["kind"] });
    }
    if (edge.identity !== undefined) {
      for (const identity of mutations(edge.identity)) yield put({ ...edge, identity });
    }
    if (edge.host !== undefined) {
      for (const host of mutations(edge.host)) yield put({ ...edge, host });
    }
    yield { ...document, imports: imports.toSpliced(at, 1) };
    yield { ...document, imports: imports.toSpliced(at, 0, edge) };
  }
  if (imports.length > 1) yield { ...document, imports: imports.toReversed() };
}

Deno.test("any change of any field of any document makes the closure fail", () => {
  const { entry, docs } = stored();
  let count = 0;
  for (const [identity, document] of docs) {
    for (const other of altered(document)) {
      count++;
      const changed = new Map(docs).set(identity, other);
      assert.equal(verify(entry, changed).ok, false, JSON.stringify(other));
    }
  }
  assert.ok(count > 1_500);
});

Deno.test("a document under another key, or none, fails with its identity and reason", () => {
  const { entry, docs, modules } = stored();
  const at = (path: string): string => modules.get(path)!.identity;
  const without = new Map(docs);
  without.delete(at("/x.csv"));
  assert.deepEqual(verify(entry, without), {
    ok: false,
    failures: [{ identity: at("/x.csv"), reason: "missing" }],
  });
  const swapped = new Map(docs).set(at("/d.d.ts"), docs.get(at("/x.csv"))!);
  assert.equal(verify(entry, swapped).ok, false);
  assert.deepEqual(verify(`${entry}=`, docs), {
    ok: false,
    failures: [{ identity: `${entry}=`, reason: "malformed-identity" }],
  });
});

Deno.test("one closure never holds two documents with one path", () => {
  const first = computeModuleIdentities(
    program({ "/a.ts": 'import "./b.ts"; import "./c.ts";', "/b.ts": "1", "/c.ts": "2" }),
    plainOptions(),
  );
  const second = computeModuleIdentities(program({ "/b.ts": "3" }), plainOptions());
  const other = second.get("/b.ts")!;
  const docs = documentsOf([...first.values(), other]);
  const entry = first.get("/a.ts")!;
  const document = docs.get(entry.identity)!;
  const imports = document.imports.map((edge) =>
    edge.specifier === "./c.ts" ? { ...edge, identity: other.identity } : edge
  );
  const verdict = verify(entry.identity, docs.set(entry.identity, { ...document, imports }));
  assert.ok(!verdict.ok);
  assert.ok(verdict.failures.some(({ reason }) => reason === "duplicate-path"));
});

Deno.test("texts may come later and are then checked against their digest", () => {
  const { entry, docs } = stored();
  const lazy = new Map([...docs].map(([identity, { code: _, ...rest }]) => [identity, rest]));
  const options = plainOptions();
  assert.ok(verifySourceClosure(entry, lazy, options).ok);
  assert.deepEqual(
    [options.counters.sourceDigests, options.counters.identitiesComputed],
    [0, docs.size],
  );
  for (const document of docs.values()) {
    assert.ok(isTextOf(document, document.code!, options));
    assert.ok(!isTextOf(document, `${document.code} `, options));
    assert.ok(!isTextOf(document, "\ud800", options));
  }
});

Deno.test("package edges take part in the identity", () => {
  const { entry, docs } = stored();
  const document = docs.get(entry)!;
  const edge = { specifier: "zod", kind: "package", identity: entry } as const;
  const verdict = verify(
    entry,
    docs.set(entry, { ...document, imports: [...document.imports, edge] }),
  );
  assert.deepEqual(verdict, { ok: false, failures: [{ identity: entry, reason: "identity" }] });
});
