/** One increment of the document `counter`, repeated until it meets no other writer. */
import { batchOf, keyOf } from "./conformance.ts";
import type { SpaceStore } from "../../types.ts";

/** The transaction ids of one process must not meet those of another. */
const run = crypto.randomUUID();

export async function increment(store: SpaceStore): Promise<void> {
  const key = keyOf("counter");
  for (;;) {
    const [found] = await store.read([key]);
    const batch = batchOf({
      writes: [{
        key,
        doc: { value: ((found?.doc.value as number | undefined) ?? 0) + 1 },
        base: found?.seq ?? "absent",
      }],
    });
    const result = await store.commit({ ...batch, txId: `${run}-${batch.txId}` });
    if ("ok" in result) return;
  }
}
