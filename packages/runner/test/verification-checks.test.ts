/** Verification by the loader: what a proof is about, and when a body is judged once more. */
import assert from "node:assert/strict";
import type { Rejection, Verdict } from "@commonfabric/sandbox-verifier";
import type { RecordGraph } from "../sandbox/record-graph.ts";
import {
  type ModuleVerifier,
  provenGraph,
  takeAttestedVerdict,
  verifyBody,
  verifyRecordGraph,
} from "../sandbox/verification.ts";
import { VerificationProof } from "../sandbox/verification-proof.ts";
import { acceptingVerifier, fixtureGraph, keyOf } from "./support/loader-fixture.ts";

const PROGRAM = {
  "/a.ts": { imports: ["./b.ts"], exports: ["n"], body: "exports.n = 1;" },
  "/b.ts": { exports: ["m"], body: "exports.m = 1;" },
};
const ENTRY = keyOf("/a.ts");

/** A verifier that accepts everything and notes what it is asked. */
function noting(more: Partial<ModuleVerifier> = {}) {
  const bodies: string[] = [];
  const graphs: unknown[] = [];
  const verifier: ModuleVerifier = {
    ...acceptingVerifier,
    verifyBody: (body, options) => {
      bodies.push(`${options.authoredPath}: ${[...options.declaredImports ?? []]}`);
      return acceptingVerifier.verifyBody(body, options);
    },
    verifyGraph: (graph) => void graphs.push(graph),
    ...more,
  };
  return { verifier, bodies, graphs };
}

Deno.test("every body and the graph are verified, with what identity declares", () => {
  const { verifier, bodies, graphs } = noting();
  const { graph } = verifyRecordGraph(fixtureGraph(PROGRAM), ENTRY, verifier);
  assert.deepEqual(bodies, ["/a.ts: ./b.ts", "/b.ts: "]);
  assert.equal(graphs.length, 1);
  const [checked] = graphs as [
    { entry: string; paths: Map<string, string>; attested: Set<string> },
  ];
  assert.equal(checked.entry, ENTRY);
  assert.deepEqual([...checked.paths], [[ENTRY, "/a.ts"], [keyOf("/b.ts"), "/b.ts"]]);
  assert.deepEqual([...checked.attested], [ENTRY, keyOf("/b.ts")]);
  assert.notEqual(provenGraph(graph), undefined);
});

Deno.test("a refused body and a refused graph refuse the load", () => {
  const rejection = { ok: false, errors: [] } as unknown as Rejection;
  const refusing = { ...acceptingVerifier, verifyBody: () => rejection };
  assert.throws(
    () => verifyRecordGraph(fixtureGraph(PROGRAM), ENTRY, refusing),
    /^Error: refused$/,
  );
  assert.equal(verifyBody(refusing, "x", { specifier: "x" }), rejection);
  const unlinked = noting({
    verifyGraph: () => {
      throw new Error("no graph");
    },
  });
  assert.throws(
    () => verifyRecordGraph(fixtureGraph(PROGRAM), ENTRY, unlinked.verifier),
    /no graph/,
  );
});

Deno.test("a claimed verdict counts for its very body under its very verifier", () => {
  const { verifier, bodies } = noting();
  const given = fixtureGraph(PROGRAM);
  const body = given.bodies.get(ENTRY)!;
  const verdict = verifyBody(verifier, body, { specifier: "x" }) as Verdict;
  assert.ok(Object.isFrozen(verdict));
  const withVerdict = (claimed: Verdict): RecordGraph => ({
    ...given,
    verdicts: new Map([...given.verdicts, [ENTRY, claimed]]),
  });
  const asked = (graph: RecordGraph, by = verifier): number => {
    bodies.length = 0;
    verifyRecordGraph(graph, ENTRY, by);
    return bodies.length;
  };
  assert.equal(asked(withVerdict(verdict)), 1);
  assert.equal(asked(withVerdict({ ...verdict })), 2);
  const other = noting();
  verifyRecordGraph(withVerdict(verdict), ENTRY, other.verifier);
  assert.equal(other.bodies.length, 2);
  const swapped = withVerdict(verdict);
  const exchanged = new Map([...swapped.bodies, [ENTRY, given.bodies.get(keyOf("/b.ts"))!]]);
  assert.equal(asked({ ...swapped, bodies: exchanged }), 2);
  const without = new Map(given.verdicts);
  without.delete(ENTRY);
  assert.equal(asked({ ...given, verdicts: without }), 2);
  const attested = takeAttestedVerdict(verifier, body, verdict, () => verdict.bodyHash)!;
  assert.equal(asked(withVerdict(attested)), 1);
});

Deno.test("a record without a body is a host's, or the graph is refused", () => {
  const given = fixtureGraph(PROGRAM);
  const bodies = new Map(given.bodies);
  bodies.delete(keyOf("/b.ts"));
  assert.throws(
    () => verifyRecordGraph({ ...given, bodies }, ENTRY, noting().verifier),
    /has neither a body nor a host module/,
  );
});

Deno.test("a proof holds for the graph that was verified, and for no other", () => {
  const { graph } = verifyRecordGraph(fixtureGraph(PROGRAM), ENTRY, noting().verifier);
  const b = keyOf("/b.ts");
  const record = graph.records.get(b)!;
  const changed: Partial<RecordGraph>[] = [
    { proof: undefined } as never,
    { proof: Object.create(VerificationProof.prototype) },
    { records: new Map([...graph.records, [b, { ...record }]]) },
    { records: new Map([...graph.records].filter(([key]) => key !== b)) },
    { records: new Map([...graph.records, ["more", record]]) },
    { bodies: new Map([...graph.bodies, [b, "exports.m = 2;"]]) },
    { bodies: new Map() },
    { verdicts: new Map([...graph.verdicts, [b, { ...graph.verdicts.get(b)! }]]) },
    { verdicts: new Map() },
  ];
  for (const parts of changed) {
    assert.equal(
      provenGraph({ ...graph, ...parts } as RecordGraph),
      undefined,
      JSON.stringify(Object.keys(parts)),
    );
  }
  assert.ok(Object.isFrozen(graph.proof));
  assert.ok(
    Object.isFrozen(record) && Object.isFrozen(record.imports) && Object.isFrozen(record.exports),
  );
});
