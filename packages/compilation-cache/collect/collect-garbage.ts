/**
 * Garbage collection of one space, safe while others read and write.
 *
 *     inventory ──> marks ──> plan ──┬─ dry run: report
 *                                    └─ sweep: compiled, hints, sources entry first, leases, receipts
 *                                              then observations, blobs; then the store is compacted
 */
import type { Sha256 } from "@commonfabric/canonical";
import type { CachePort } from "../write/cache-port.ts";
import type { CacheRow } from "./cache-row.ts";
import { Inventory } from "./inventory.ts";
import { type Judgement, type JudgeOptions, keptVersions, RowJudge } from "./judge-rows.ts";
import { markModules } from "./mark.ts";
import { type CollectedSet, type CollectionReport, ReportTally } from "./report.ts";
import { sweepDocuments } from "./sweep-documents.ts";
import { sweepOrder } from "./sweep-order.ts";
import { sweepBlobs, sweepObservations } from "./sweep-rows.ts";
import { unverifiableSources } from "./unverifiable.ts";

const HOUR_MS = 60 * 60 * 1_000;

export const DEFAULT_GRACE_MS: number = 24 * HOUR_MS;
export const DEFAULT_KEPT_VERSIONS = 1;

export interface CollectionOptions {
  /** The current toolchain; `undefined` when it is not known. */
  readonly runtimeVersion: string | undefined;
  /** Decide and report, write nothing. */
  readonly dryRun?: boolean;
  /** How long, by the clock of the store, what was written or used counts as in use. Default 24 h. */
  readonly graceMs?: number;
  /** How many other toolchains keep their compiled documents. Default 1. */
  readonly keepVersions?: number;
  readonly sha256: Sha256;
  /** A transaction id that was never used before. */
  readonly newTxId: () => string;
}

/**
 * Deletes what no root of the space reaches. A dry run reports what a run would delete, and moves
 * nothing, the head included.
 * @throws {CollectionOvertakenError} when others never let a sweep commit through
 */
export async function collectGarbage(
  { store }: Pick<CachePort, "store">,
  options: CollectionOptions,
): Promise<CollectionReport> {
  const { dryRun = false, sha256, newTxId } = options;
  const now = await store.upkeep.now();
  const inventory = await Inventory.read(store, sha256);
  const unverifiable = unverifiableSources(inventory, sha256);
  const identities = unverifiable.flatMap(({ identity }) => identity ?? []);
  const rules: JudgeOptions = {
    now,
    since: inventory.seq,
    graceMs: options.graceMs ?? DEFAULT_GRACE_MS,
    versions: keptVersions(
      inventory,
      options.runtimeVersion,
      options.keepVersions ?? DEFAULT_KEPT_VERSIONS,
    ),
  };
  const judge = () => new RowJudge(inventory, markModules(inventory, identities, rules), rules);
  const first = judge();
  const rows = [...inventory.rows].map((row) => ({ row, judgement: first.judge(row) }));
  const garbage = rows.filter(({ judgement }) => judgement === "sweep").map(({ row }) => row);
  const planned = sweepOrder(garbage, inventory);
  const gone = dryRun
    ? new Set(planned)
    : await sweepDocuments(planned, { store, newTxId, inventory, judge });
  const tally = new ReportTally();
  const last = dryRun ? first : judge();
  for (const { row, judgement } of rows) {
    const isSpared = judgement === "sweep" && !gone.has(row);
    tallyRow(tally, row, isSpared ? reasonToSpare(row, inventory, last) : judgement);
  }
  await sweepObservations(store, tally, { dryRun, newTxId });
  await sweepBlobs(store, inventory, tally, { dryRun, gone });
  const sets = tally.sets();
  const isSmaller = sets.some(({ swept }) => swept > 0);
  const compacted = dryRun || !isSmaller ? null : await store.upkeep.compact();
  return { dryRun, sets, unverifiable, compacted };
}

/** Why a document that was planned to go was left: others made it reachable, wrote or deleted it. */
function reasonToSpare({ header }: CacheRow, inventory: Inventory, judge: RowJudge): Judgement {
  const row = inventory.row(header.key);
  if (row === undefined) return undefined;
  const judgement = judge.judge(row);
  return judgement === "sweep" ? "grace" : judgement;
}

function tallyRow(tally: ReportTally, { set, header }: CacheRow, judgement: Judgement): void {
  if (judgement === undefined) return;
  if (judgement === "sweep") tally.sweep(set as CollectedSet, header.bytes);
  else tally.keep(set as CollectedSet, judgement, header.at);
}
