/** One run as its transaction saw it, and the observation that is made of it when it is stored. */
import type { DocKey, Seq } from "@commonfabric/storage";
import { documentKey } from "../links/sigil.ts";
import type { LoggedRead } from "../transactions/changes.ts";
import { readPart } from "../transactions/read-part.ts";
import type { TouchedDocument } from "../transactions/touched-document.ts";
import type { RunnerTransaction } from "../transactions/transaction.ts";
import { nodeAt } from "../transactions/tree.ts";
import type { Address } from "../types.ts";
import type {
  Observation,
  ObservationKind,
  ObservedChild,
  ObservedOutput,
  ObservedRead,
  ObservedSource,
} from "./observation.ts";
import type { ValueDigests } from "./value-digests.ts";

/** What the maker of an action says of it. */
export interface ObservedAction {
  readonly kind: ObservationKind;
  /** A document that stands for what is bound to the action. */
  readonly boundAt: () => Address;
  /** Digest of what is bound to it; `undefined` when no other process can bind the same. */
  readonly bound: () => string | undefined;
  /** Whether a run with `digest` bound counts as one of this action; those equal to `bound` when absent. */
  readonly accepts?: (digest: string) => boolean;
  readonly source: () => ObservedSource;
}

/** Whether a run that had `digest` bound is one of an action. */
export function acceptsBound(observed: ObservedAction, digest: string): boolean {
  return observed.accepts?.(digest) ?? observed.bound() === digest;
}

/** How a run ended, and the patterns it applied, `undefined` where no other process has them. */
export interface LastRun {
  readonly status: "ok" | "error";
  readonly children: readonly ObservedChild[] | undefined;
}

export interface RunRecord extends LastRun {
  readonly piece: Address;
  readonly action: string;
  readonly impl: string;
  readonly observed: ObservedAction;
  readonly reads: readonly LoggedRead[];
  readonly outputs: readonly Address[];
  /** The transaction of the run. */
  readonly tx: RunnerTransaction;
}

/** Computed versions of the runtime: observations of others are not accepted. */
export interface ObservationFingerprints {
  readonly host: string;
  readonly sched: string;
}

const UNKNOWN_SEQ = -1;
const ABSENT_SEQ = 0;

/**
 * The observation of a run; called when its commit is sent, because a rebase moves what it read.
 * `undefined` for a run that cannot be told by addresses and values.
 */
export function observationOf(
  run: RunRecord,
  fingerprints: ObservationFingerprints,
  digests: ValueDigests,
): Observation | undefined {
  const bound = run.observed.bound();
  const { children } = run;
  if (bound === undefined || children === undefined) return undefined;
  const at = run.observed.boundAt();
  const first: ObservedRead = {
    ...placeOf(run, at),
    depth: "deep",
    seq: UNKNOWN_SEQ,
    digest: bound,
  };
  const reads = withoutCovered(run.reads).map((read) => readOf(run, read, digests));
  const outputs = run.outputs.map((address) => outputOf(run, address, digests));
  return {
    v: 1,
    piece: keyOf(run, run.piece),
    action: run.action,
    kind: run.observed.kind,
    impl: run.impl,
    ...fingerprints,
    source: run.observed.source(),
    reads: [first, ...reads],
    outputs,
    children,
    status: run.status,
  };
}

/** What the reader saw is what stands there after the commit: its own writes do not invalidate it. */
function readOf(
  run: RunRecord,
  { address, depth, part }: LoggedRead,
  digests: ValueDigests,
): ObservedRead {
  const document = run.tx.touched(address);
  const digest = digests.of(readPart(document?.document, part, address.path), depth);
  const seq = document?.isWritten ? UNKNOWN_SEQ : seqOf(document);
  return { ...placeOf(run, address), depth, seq, digest, ...(part === "value" ? {} : { part }) };
}

function outputOf(run: RunRecord, address: Address, digests: ValueDigests): ObservedOutput {
  const document = run.tx.touched(address);
  const digest = digests.of(nodeAt(document?.document?.value, address.path), "deep");
  return {
    ...placeOf(run, address),
    seq: document?.isWritten ? "this commit" : seqOf(document),
    digest,
  };
}

function seqOf(document: TouchedDocument | undefined): Seq {
  const seq = document?.baseline.seq;
  return seq === "absent" ? ABSENT_SEQ : seq ?? UNKNOWN_SEQ;
}

function placeOf(run: RunRecord, address: Address): Pick<ObservedRead, "space" | "key" | "path"> {
  return { space: address.space, key: keyOf(run, address), path: address.path };
}

function keyOf({ tx }: RunRecord, address: Address): DocKey {
  return tx.spaces.scopes.key(address);
}

/** The reads without repetitions, and without those that a deep read at or above them includes. */
function withoutCovered(reads: readonly LoggedRead[]): LoggedRead[] {
  const byDocument = Map.groupBy(reads, ({ address, part }) => `${part} ${documentKey(address)}`);
  return [...byDocument.values()].flatMap((entries) => {
    if (entries.length === 1) return entries;
    const kept = new Map<string, LoggedRead>();
    // Shorter paths and deep reads first, so that what covers an entry is there before it.
    const ordered = entries.toSorted((a, b) =>
      a.address.path.length - b.address.path.length ||
      Number(a.depth === "shallow") - Number(b.depth === "shallow")
    );
    for (const read of ordered) {
      const { path } = read.address;
      const key = pathKey(path);
      let isCovered = kept.has(key);
      for (let length = 0; length < path.length && !isCovered; length++) {
        isCovered = kept.get(pathKey(path.slice(0, length)))?.depth === "deep";
      }
      if (!isCovered) kept.set(key, read);
    }
    return [...kept.values()];
  });
}

function pathKey(path: readonly string[]): string {
  return path.map((segment) => `${segment.length}:${segment}`).join("");
}
