/** The rows of a store that are no documents: observations of pieces that are gone, and blobs. */
import type { BlobHeader, SpaceStore } from "@commonfabric/storage";
import { partsOf } from "../inspect/list-set.ts";
import { blobsNamedBy, type CacheRow } from "./cache-row.ts";
import type { Inventory } from "./inventory.ts";
import type { ReportTally } from "./report.ts";
import { SWEEP_DOCUMENTS } from "./sweep-documents.ts";

const PAGE = 1_000;

/** Forgets observations of pieces that have no document any more. */
export async function sweepObservations(
  store: SpaceStore,
  tally: ReportTally,
  commit: { readonly dryRun: boolean; readonly newTxId: () => string },
): Promise<void> {
  const { rows, others } = await store.upkeep.strayObservations();
  tally.keep("observation", "piece", others.oldest, others.count);
  for (const part of partsOf(rows, SWEEP_DOCUMENTS)) {
    if (!commit.dryRun) {
      const forget = part.map(({ piece, action }) => ({ piece, action }));
      const result = await store.commit({
        txId: commit.newTxId(),
        reads: [],
        writes: [],
        forget,
      });
      if (!("ok" in result)) throw new Error("The store refused to forget observations.");
    }
    for (const { bytes } of part) tally.sweep("observation", bytes);
  }
}

/**
 * Deletes the blobs that none of the tagged documents names, except those of `gone`. The store
 * asks again about documents that were written since: a blob that one of them names stays.
 */
export async function sweepBlobs(
  store: SpaceStore,
  inventory: Inventory,
  tally: ReportTally,
  { dryRun, gone }: { readonly dryRun: boolean; readonly gone: ReadonlySet<CacheRow> },
): Promise<void> {
  const rows = [...inventory.rows].filter((row) => !gone.has(row));
  const named = new Set(rows.flatMap(({ blobs }) => blobs));
  // The text of a damaged source document may be any of the blobs, and somebody may still repair it.
  const hasDamage = rows.some(({ set, source }) => set === "source" && source === undefined);
  const since = inventory.seq;
  for (const part of partsOf(await allBlobs(store), SWEEP_DOCUMENTS)) {
    const unnamed: BlobHeader[] = [];
    for (const blob of part) {
      if (named.has(blob.hash)) tally.keep("blob", "named", null);
      else if (hasDamage) tally.keep("blob", "damaged source", null);
      else unnamed.push(blob);
    }
    if (dryRun || unnamed.length === 0) {
      for (const { bytes } of unnamed) tally.sweep("blob", bytes);
      continue;
    }
    const hashes = unnamed.map(({ hash }) => hash);
    const deleted = await store.upkeep.deleteBlobs({ hashes, since, namedBy: blobsNamedBy });
    tally.keep("blob", "named", null, unnamed.length - deleted.count);
    tally.sweep("blob", deleted.bytes, deleted.count);
  }
}

async function allBlobs(store: SpaceStore): Promise<BlobHeader[]> {
  const blobs: BlobHeader[] = [];
  for (;;) {
    const after = blobs.at(-1)?.hash;
    const page = await store.upkeep.listBlobs({
      limit: PAGE,
      ...(after === undefined ? {} : { after }),
    });
    blobs.push(...page);
    if (page.length < PAGE) return blobs;
  }
}
