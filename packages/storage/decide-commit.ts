/**
 * The decision over a batch, as a pure function of what the store holds: which writes happen, or
 * why none does. Stores call it inside their write transaction, so that nothing moves meanwhile.
 */
import { bytesEqual } from "@commonfabric/canonical";
import type { PreparedBatch, PreparedRead, PreparedWrite } from "./prepared-batch.ts";
import type { CommitResult, DocKey, Seq } from "./types.ts";

/** What a store holds under one key. */
export interface CurrentDocument {
  readonly seq: Seq;
  /** Canonical bytes; fetched only where a base compares them. */
  bytes(): Uint8Array;
}

export interface AcceptedWrite<C extends CurrentDocument> {
  readonly write: PreparedWrite;
  /** What the write replaces. */
  readonly current: C | undefined;
}

/** What a batch is decided against, in one state of the store. */
export interface CurrentState<C extends CurrentDocument> {
  document(key: PreparedRead | PreparedWrite): C | undefined;
  head(): Seq;
}

/**
 * The writes to apply, in the order of the batch and without those that change nothing, or the
 * outcome of a batch that must not be applied. A permanent refusal goes before a conflict: the
 * caller would retry a conflict in vain.
 */
export function decideCommit<C extends CurrentDocument>(
  batch: PreparedBatch,
  state: CurrentState<C>,
): { readonly accepted: readonly AcceptedWrite<C>[] } | Exclude<CommitResult, { ok: unknown }> {
  const accepted: AcceptedWrite<C>[] = [];
  const conflicts: DocKey[] = [];
  for (const write of batch.writes) {
    const found = state.document(write);
    const verdict = judgeBase(write, found);
    if (verdict === "exists") return { refused: { code: "exists", key: write.key } };
    if (verdict === "conflict") conflicts.push(write.key);
    else if (verdict === "write") accepted.push({ write, current: found });
  }
  for (const read of batch.reads) {
    if ((state.document(read)?.seq ?? "absent") !== read.seq) conflicts.push(read.key);
  }
  const isOvertaken = batch.head !== undefined && batch.head !== state.head();
  return conflicts.length > 0 || isOvertaken ? { conflict: { keys: conflicts } } : { accepted };
}

function judgeBase(
  write: PreparedWrite,
  found: CurrentDocument | undefined,
): "write" | "elided" | "conflict" | "exists" {
  const change = write.bytes === null && found === undefined ? "elided" : "write";
  switch (write.base) {
    case "create-only":
      return found === undefined ? change : "exists";
    case "absent-or-equal":
      if (found === undefined) return change;
      return write.bytes !== null && bytesEqual(write.bytes, found.bytes()) ? "elided" : "exists";
    case "absent":
      return found === undefined ? change : "conflict";
    default:
      return found?.seq === write.base ? "write" : "conflict";
  }
}
