/** Pointers in documents: each is committed only after its closure is durable in the same space. */
import type { BoundedMap } from "@commonfabric/canonical";
import { quote } from "@commonfabric/contract";
import type { EntryRef } from "@commonfabric/module-identity";
import type { SpaceId } from "@commonfabric/storage";
import type { PatternValue } from "../builders/graph.ts";
import { NeededDocuments } from "../transactions/needed-documents.ts";
import type { RunnerTransaction } from "../transactions/transaction.ts";
import type { Address } from "../types.ts";
import { convertHostValue } from "../values/convert-host-value.ts";
import { PatternNotPersistedError } from "./errors.ts";
import type { PatternSource } from "./pattern-source.ts";
import { refData } from "./staging.ts";

/** A closure that is made durable and is gone again so often is taken away by somebody on purpose. */
const ATTEMPTS = 8;

export interface GateContext {
  readonly source: PatternSource;
  /** By `<space> NUL <identity>`, documents of closures that a gate found durable. */
  readonly persisted: BoundedMap<string, NeededDocuments>;
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

/**
 * Makes the commit of `tx` wait until the closure behind `ref` is durable where it is named, and count
 * its documents as read: a collector that takes the closure away conflicts with the pointer.
 */
export function gatePointer(
  tx: RunnerTransaction,
  pattern: PatternValue,
  ref: EntryRef,
  near: Pick<Address, "space">,
  context: GateContext,
): void {
  const { space } = near;
  const name = `${space}\u0000${ref.identity}`;
  const known = knownDurable(name, context);
  if (known !== undefined) return tx.need(known);
  context.gated.add(tx);
  tx.addCommitGate(async () => {
    let needed = knownDurable(name, context);
    try {
      needed ??= await persisted(pattern, ref, space, context);
    } catch (cause) {
      throw new PatternNotPersistedError(ref, cause);
    }
    context.persisted.set(name, needed);
    tx.need(needed);
  });
}

function knownDurable(name: string, { persisted }: GateContext): NeededDocuments | undefined {
  const known = persisted.get(name);
  return known?.areGone ? undefined : known;
}

async function persisted(
  pattern: PatternValue,
  { identity }: EntryRef,
  space: SpaceId,
  { source }: GateContext,
): Promise<NeededDocuments> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    await source.ensurePatternPersisted(pattern, space);
    if (source.durableDocuments === undefined) return new NeededDocuments(space, []);
    const documents = await source.durableDocuments(identity, space);
    if (documents !== undefined) return new NeededDocuments(space, documents);
  }
  throw new Error(`A document of it in space ${quote(space)} is deleted again and again.`);
}
