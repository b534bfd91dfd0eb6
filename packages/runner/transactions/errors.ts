/** Errors of transactions, replicas and stores that a runtime throws. */
import { LIMITS, quote } from "@commonfabric/contract";
import type { CommitResult, DocKey, SpaceId } from "@commonfabric/storage";
import type { CellScope, DocumentAddress } from "../types.ts";
import { ValueTooLargeError } from "../values/errors.ts";

/** A write where no transaction is open. */
export class NoTransactionError extends Error {
  override readonly name = "NoTransactionError";
  constructor() {
    super(
      "Cannot write outside a transaction. Write in a handler, or give the cell a transaction.",
    );
  }
}

/** A write, commit or abort of a transaction that is over. */
export class TransactionClosedError extends Error {
  override readonly name = "TransactionClosedError";
  constructor(id: string, status: string) {
    super(`Transaction ${quote(id)} is ${status}; it accepts no further calls.`);
  }
}

/** A transaction wrote into a second space. */
export class MultipleSpacesError extends Error {
  override readonly name = "MultipleSpacesError";
  constructor(first: SpaceId, second: SpaceId) {
    super(
      `A transaction writes one space: it wrote ${quote(first)} and cannot write ` +
        `${quote(second)}. Use one transaction per space.`,
    );
  }
}

/** Other commits kept coming in between. */
export class ConflictError extends Error {
  override readonly name = "ConflictError";
  readonly keys: readonly DocKey[];
  constructor(keys: readonly DocKey[], attempts: number) {
    super(
      `The transaction conflicted with other commits in ${attempts} attempts. ` +
        `Documents: ${keys.slice(0, 5).map((key) => quote(key.id)).join(", ")}.`,
    );
    this.keys = keys;
  }
}

/** A commit over the limits of documents or bytes. */
export class CommitTooLargeError extends Error {
  override readonly name = "CommitTooLargeError";
  constructor() {
    super(
      `A commit has at most ${LIMITS.commitDocuments} documents and ${LIMITS.commitBytes} bytes. ` +
        `Split the work into several transactions.`,
    );
  }
}

/** The store refused the commit for good. */
export class CommitRefusedError extends Error {
  override readonly name = "CommitRefusedError";
  readonly code: string;
  constructor(code: string, key: DocKey | undefined) {
    super(`The store refused the commit (${code})${key ? ` at ${quote(key.id)}` : ""}.`);
    this.code = code;
  }
}

/** The store of a space cannot be opened or answers no more. */
export class StoreUnavailableError extends Error {
  override readonly name = "StoreUnavailableError";
  readonly space: SpaceId;
  constructor(space: SpaceId, options?: ErrorOptions) {
    super(`The store of space ${quote(space)} is unavailable.`, options);
    this.space = space;
  }
}

/** A document was read that this runtime has not fetched. */
export class NotResidentError extends Error {
  override readonly name = "NotResidentError";
  readonly space: SpaceId;
  readonly scope: CellScope;
  readonly id: string;
  constructor({ space, scope, id }: DocumentAddress) {
    super(
      `Document ${quote(id)} of space ${quote(space)} is not resident. ` +
        `Call sync() or pull() on the cell first.`,
    );
    this.space = space;
    this.scope = scope;
    this.id = id;
  }
}

/**
 * Thrown through code that read what is not here yet. Whatever the code does with it, the run is
 * discarded: the transaction stays marked as suspended and cannot commit.
 */
export class SuspendSignal extends Error {
  override readonly name = "SuspendSignal";
  constructor() {
    super("The run waits for a document that is not resident.");
  }
}

/** An operation that needs an array at its target. */
export class NotAnArrayError extends TypeError {
  override readonly name = "NotAnArrayError";
  constructor(operation: string) {
    super(`${operation}() needs an array or nothing at its target.`);
  }
}

/** `update` on something else than an object. */
export class NotAnObjectError extends TypeError {
  override readonly name = "NotAnObjectError";
  constructor() {
    super("update() needs an object or nothing at its target.");
  }
}

/** `increment` on something else than a number. */
export class NotANumberError extends TypeError {
  override readonly name = "NotANumberError";
  constructor() {
    super("increment() needs a number or nothing at its target.");
  }
}

/** The error of a commit that did not happen, or `undefined` for `ok`. */
export function commitFailure(result: CommitResult, attempts: number): Error | undefined {
  if ("ok" in result) return undefined;
  if ("conflict" in result) return new ConflictError(result.conflict.keys, attempts);
  if (result.refused.code === "too-large") {
    return result.refused.key === undefined
      ? new CommitTooLargeError()
      : new ValueTooLargeError([], "the document", LIMITS.documentBytes);
  }
  return new CommitRefusedError(result.refused.code, result.refused.key);
}
