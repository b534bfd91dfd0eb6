import assert from "node:assert/strict";
import { documentId } from "@commonfabric/storage";
import { nodeSha256, NotCanonicalError } from "@commonfabric/canonical";
import { keyOf, writeOf } from "./support/conformance.ts";
import { faultStore, InjectedFaultError } from "./support/fault-store.ts";
import { memoryStore } from "./support/memory-store.ts";

Deno.test("a batch whose answer was lost is sent again and takes effect once", async () => {
  for (const effect of [true, false]) {
    for (const when of ["before", "after", "unknown"] as const) {
      const store = faultStore(memoryStore("home"), {
        fail: { call: 1, when },
        coin: () => effect,
      });
      const batch = writeOf("a", 1);
      await assert.rejects(store.commit(batch), InjectedFaultError);
      const seqs = [await store.commit(batch), await store.commit(batch)];
      assert.deepEqual(seqs[0], seqs[1]);
      assert.equal(await store.head(), 1);
      assert.equal((await store.read([keyOf("a")]))[0]?.doc.value, 1);
    }
  }
});

Deno.test("a document id depends on the data of its cause alone", () => {
  const id = documentId({ a: 1, b: [2] }, nodeSha256);
  assert.equal(id, documentId({ b: [2], a: 1 }, nodeSha256));
  assert.match(id, /^of:[A-Za-z0-9_-]{43}$/);
  assert.equal(
    documentId("pattern:x", nodeSha256),
    "of:cl2oiBpFJX6YCwla80rj_HOvcTFW-nERWLHGkz2NpJc",
  );
  assert.notEqual(id, documentId({ a: 1, b: ["2"] }, nodeSha256));
  assert.throws(() => documentId(() => {}, nodeSha256), NotCanonicalError);
  assert.throws(() => documentId("x".repeat(65_536), nodeSha256), { name: "CauseTooLargeError" });
});
