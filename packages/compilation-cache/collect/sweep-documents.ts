/**
 * The commits of a sweep. Each names the head up to which the inventory is known, so whatever was
 * committed in between, a pointer, a write-back, a pin, is looked at first; and each delete names the
 * sequence number that was judged.
 */
import { quote } from "@commonfabric/contract";
import type { SpaceStore } from "@commonfabric/storage";
import type { CacheRow } from "./cache-row.ts";
import type { Inventory } from "./inventory.ts";
import type { RowJudge } from "./judge-rows.ts";

/** Deletes of one commit. */
export const SWEEP_DOCUMENTS = 256;
const ATTEMPTS = 1_000;

/** Others commit faster than a sweep can; what was swept is swept, and the rest is left. */
export class CollectionOvertakenError extends Error {
  override readonly name = "CollectionOvertakenError";
  constructor(space: string) {
    super(
      `Cannot collect in space ${quote(space)}: others committed before each of ` +
        `${ATTEMPTS} attempts of one commit. Collect again when there is less going on.`,
    );
  }
}

export interface SweepParts {
  readonly store: SpaceStore;
  readonly newTxId: () => string;
  readonly inventory: Inventory;
  /** Judges the inventory as it is at the time of the call. */
  readonly judge: () => RowJudge;
}

/** Deletes the documents of `planned` that are still garbage; the rows that went. */
export async function sweepDocuments(
  planned: readonly CacheRow[],
  parts: SweepParts,
): Promise<ReadonlySet<CacheRow>> {
  const swept = new Set<CacheRow>();
  let judge = parts.judge();
  for (let at = 0; at < planned.length; at += SWEEP_DOCUMENTS) {
    const part = planned.slice(at, at + SWEEP_DOCUMENTS);
    judge = await sweepPart(part, judge, parts, swept);
  }
  return swept;
}

async function sweepPart(
  part: readonly CacheRow[],
  known: RowJudge,
  { store, newTxId, inventory, judge: judgeNow }: SweepParts,
  swept: Set<CacheRow>,
): Promise<RowJudge> {
  let judge = known;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    if (await inventory.refresh()) judge = judgeNow();
    const rows = part.filter((row) => isUnchanged(row, inventory) && judge.judge(row) === "sweep");
    if (rows.length === 0) return judge;
    const result = await store.commit({
      txId: newTxId(),
      head: inventory.seq,
      reads: [],
      writes: rows.map(({ header: { key, seq } }) => ({ key, doc: null, base: seq })),
    });
    if ("ok" in result) {
      inventory.deleted(rows.map(({ header }) => header.key), result.ok.seq);
      for (const row of rows) swept.add(row);
      return judge;
    }
    if ("refused" in result) {
      throw new Error(`The store refused to delete cache documents: ${result.refused.code}.`);
    }
  }
  throw new CollectionOvertakenError(store.space);
}

/** Whether the document is the one that was planned to go; otherwise somebody has just written it. */
function isUnchanged({ header: { key, seq } }: CacheRow, inventory: Inventory): boolean {
  return inventory.row(key)?.header.seq === seq;
}
