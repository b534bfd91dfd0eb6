/** Pointers in documents: each is committed only after its closure is durable in the same space. */
import type { BoundedMap } from "@commonfabric/canonical";
import type { EntryRef } from "@commonfabric/module-identity";
import type { PatternValue } from "../builders/graph.ts";
import type { RunnerTransaction } from "../transactions/transaction.ts";
import type { Address } from "../types.ts";
import { convertHostValue } from "../values/convert-host-value.ts";
import { PatternNotPersistedError } from "./errors.ts";
import type { PatternSource } from "./pattern-source.ts";
import { refData } from "./staging.ts";

export interface GateContext {
  readonly source: PatternSource;
  /** `<space> NUL <identity>` of closures that a gate of this runtime found durable. */
  readonly persisted: BoundedMap<string, true>;
  /** What of it the store confirmed for a transaction, so that it is asked once for many pointers. */
  readonly confirmed: WeakMap<RunnerTransaction, Set<string>>;
  /** Transactions whose commit waits for a gate: what they write is not visible at once. */
  readonly gated: WeakSet<RunnerTransaction>;
}

/** The stored form of a pattern inside a value: its pointer, behind the same gate. */
export function patternLeaf(
  tx: RunnerTransaction,
  pattern: PatternValue,
  context: GateContext,
  near: Pick<Address, "space">,
): unknown {
  gatePointer(tx, pattern, requireRef(pattern, context), near, context);
  return storedPatternLeaf(pattern, context, near);
}

/** As {@link patternLeaf}, for a pattern whose closure is durable: the piece that has it is stored. */
export function storedPatternLeaf(
  pattern: PatternValue,
  context: Pick<GateContext, "source">,
  near: Pick<Address, "space">,
): unknown {
  return Object.freeze({
    $patternRef: refData(requireRef(pattern, context)),
    argumentSchema: convertHostValue(pattern.argumentSchema, near.space),
    resultSchema: convertHostValue(pattern.resultSchema, near.space),
  });
}

function requireRef(pattern: PatternValue, context: Pick<GateContext, "source">): EntryRef {
  const ref = context.source.getArtifactEntryRef(pattern);
  if (ref !== undefined) return ref;
  throw new TypeError("A pattern without a module cannot be stored: define it at module level");
}

/** Makes the commit of `tx` wait until the closure behind `ref` is durable where it is named. */
export function gatePointer(
  tx: RunnerTransaction,
  pattern: PatternValue,
  ref: EntryRef,
  near: Pick<Address, "space">,
  context: GateContext,
): void {
  const key = `${near.space}\u0000${ref.identity}`;
  if (isStillPersisted(tx, key, ref, near, context)) return;
  context.gated.add(tx);
  tx.addCommitGate(async () => {
    const confirmed = confirmedFor(tx, context);
    if (confirmed.has(key)) return;
    try {
      await context.source.ensurePatternPersisted(pattern, near.space);
      context.persisted.set(key, true);
      confirmed.add(key);
    } catch (cause) {
      throw new PatternNotPersistedError(ref, cause);
    }
  });
}

/** What was durable once may have been collected since: the store is asked, if it answers at once. */
function isStillPersisted(
  tx: RunnerTransaction,
  key: string,
  ref: EntryRef,
  near: Pick<Address, "space">,
  context: GateContext,
): boolean {
  if (!context.persisted.has(key)) return false;
  const confirmed = confirmedFor(tx, context);
  if (confirmed.has(key)) return true;
  const { source } = context;
  const isThere = source.isPersistedNow === undefined ||
    source.isPersistedNow(ref.identity, near.space) === true;
  if (isThere) confirmed.add(key);
  return isThere;
}

function confirmedFor(
  tx: RunnerTransaction,
  { confirmed }: Pick<GateContext, "confirmed">,
): Set<string> {
  const known = confirmed.get(tx) ?? new Set();
  confirmed.set(tx, known);
  return known;
}
