/** A batch of the cache as a transaction: labels by identity, and nothing else of it changed. */
import assert from "node:assert/strict";
import { COMPILER_ATOM } from "@commonfabric/compilation-cache";
import { type CommitBatch, type CommitResult, makeLabels, spaceKey } from "@commonfabric/storage";
import { BatchTransaction } from "../labels/batch-transaction.ts";

const LABELLED = { ifc: { addIntegrity: [COMPILER_ATOM, "other"] } };
const BUILTIN = { kind: "builtin", builtinId: "compile-cache" } as const;

function recorder() {
  const batches: CommitBatch[] = [];
  const ok: CommitResult = { ok: { seq: 1, at: 0 } };
  return { batches, commit: (batch: CommitBatch) => (batches.push(batch), Promise.resolve(ok)) };
}

const CLAIMED = makeLabels([
  { path: [], integrity: [COMPILER_ATOM], confidentiality: ["claimed"] },
]);

const BATCH: CommitBatch = {
  txId: "t",
  reads: [{ key: spaceKey("of:r"), seq: 4 }],
  writes: [
    { key: spaceKey("of:a"), doc: { value: { n: 1 } }, base: "absent-or-equal", tag: "tag" },
    { key: spaceKey("of:b"), doc: { value: 2, labels: CLAIMED }, base: 7, refs: ["x"] },
    { key: spaceKey("of:c"), doc: null, base: 9 },
  ],
  blobs: [{ hash: "h", bytes: new Uint8Array(1) }],
};

Deno.test("the batch is the same but for the labels that its writer may give", async () => {
  const store = recorder();
  const tx = new BatchTransaction(store, BATCH, "local");
  tx.setImplementationIdentity(BUILTIN);
  for (const [at, write] of BATCH.writes.entries()) {
    tx.write(write, at === 0 ? LABELLED : undefined);
  }
  tx.prepareCfc();
  assert.ok("ok" in await tx.commit());
  const [a, b, c] = BATCH.writes;
  const labels = { version: 1, entries: [{ path: [], integrity: [COMPILER_ATOM, "other"] }] };
  assert.deepEqual(store.batches, [{
    ...BATCH,
    writes: [{ ...a, doc: { value: { n: 1 }, labels } }, { ...b, doc: { value: 2 } }, c],
  }]);
});

Deno.test("another identity gets no minted atom into a batch", async () => {
  const store = recorder();
  const tx = new BatchTransaction(store, BATCH, "local");
  tx.write(BATCH.writes[0]!, LABELLED);
  tx.setImplementationIdentity(BUILTIN);
  tx.prepareCfc();
  await tx.commit();
  const labels = { version: 1, entries: [{ path: [], integrity: ["other"] }] };
  assert.deepEqual(store.batches[0]!.writes[0]!.doc, { value: { n: 1 }, labels });
});

Deno.test("a batch with intents is not sent unprepared", async () => {
  const store = recorder();
  const tx = new BatchTransaction(store, BATCH, "local");
  tx.write(BATCH.writes[0]!, LABELLED);
  await assert.rejects(tx.commit(), { name: "CfcNotPreparedError" });
  assert.deepEqual(store.batches, []);
});
