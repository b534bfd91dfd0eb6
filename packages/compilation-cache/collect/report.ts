/** What a collection did, or would do: per set what is kept and why, and what goes. */
import type { UnverifiableSource } from "./unverifiable.ts";
import type { KeepReason } from "./judge-rows.ts";

/** The sets of a report, in its order. `observation` and `blob` are rows of the store. */
export const COLLECTED_SETS = [
  "compiled",
  "emitIndex",
  "edgeMemo",
  "source",
  "roots",
  "notes",
  "lease",
  "intent",
  "receipt",
  "observation",
  "blob",
] as const;

export type CollectedSet = typeof COLLECTED_SETS[number];

export interface SetReport {
  readonly set: CollectedSet;
  readonly kept: number;
  readonly swept: number;
  /** Stored bytes of what is swept. */
  readonly bytes: number;
  /** Store time of the oldest that is kept; `null` when nothing is, and for blobs. */
  readonly oldest: number | null;
  /** Sorted by reason. */
  readonly keptBecause: readonly { readonly reason: string; readonly count: number }[];
}

export interface CollectionReport {
  readonly dryRun: boolean;
  readonly sets: readonly SetReport[];
  /** Source documents that cannot be judged; they are kept. */
  readonly unverifiable: readonly UnverifiableSource[];
  /** Whether the store gave the room back; `null` when there was nothing to give. */
  readonly compacted: boolean | null;
}

/** Reasons beside those of documents: a row of a piece that is there, a store with damaged sources. */
export type ReportReason = KeepReason | "piece" | "damaged source";

interface Tally {
  swept: number;
  bytes: number;
  oldest: number | null;
  readonly reasons: Map<ReportReason, number>;
}

/** Counts what happens to each document and row. */
export class ReportTally {
  readonly #sets = new Map<CollectedSet, Tally>(
    COLLECTED_SETS.map((set) => [set, { swept: 0, bytes: 0, oldest: null, reasons: new Map() }]),
  );

  /** `at` is the store time of the oldest of them. */
  keep(set: CollectedSet, reason: ReportReason, at: number | null, count = 1): void {
    if (count === 0) return;
    const tally = this.#sets.get(set)!;
    tally.reasons.set(reason, (tally.reasons.get(reason) ?? 0) + count);
    if (at !== null) tally.oldest = Math.min(at, tally.oldest ?? at);
  }

  sweep(set: CollectedSet, bytes: number, count = 1): void {
    const tally = this.#sets.get(set)!;
    tally.swept += count;
    tally.bytes += bytes;
  }

  sets(): SetReport[] {
    return [...this.#sets].map(([set, { swept, bytes, oldest, reasons }]) => {
      const keptBecause = [...reasons].map(([reason, count]) => ({ reason, count }))
        .sort((a, b) => a.reason < b.reason ? -1 : 1);
      const kept = keptBecause.reduce((sum, { count }) => sum + count, 0);
      return { set, kept, swept, bytes, oldest, keptBecause };
    });
  }
}

/** The report on a space that nothing was ever written to. */
export function emptyCollection(dryRun: boolean): CollectionReport {
  return { dryRun, sets: new ReportTally().sets(), unverifiable: [], compacted: null };
}
