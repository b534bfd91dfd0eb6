/** Host transactions that run again when others committed in between. */
import { documentKey } from "../links/sigil.ts";
import { commitFailure, ConflictError, NotResidentError } from "./errors.ts";
import { RetryHold } from "./retry-hold.ts";
import type { SpaceTable } from "./space-table.ts";
import { type ElementPolicy, RunnerTransaction } from "./transaction.ts";

const DEFAULT_ATTEMPTS = 5;

interface EditOptions {
  readonly attempts?: number;
  readonly elements?: ElementPolicy;
}

/**
 * Runs `fn` on a fresh transaction and commits it, again after a conflict, and after fetching what
 * was not resident. An error of `fn` aborts and is thrown on.
 * @throws {ConflictError} when every attempt conflicted @throws {CommitTooLargeError}
 */
export async function editWithRetry<T>(
  spaces: SpaceTable,
  fn: (tx: RunnerTransaction) => T | Promise<T>,
  options: EditOptions = {},
): Promise<T> {
  const hold = new RetryHold(spaces);
  try {
    return await attempts(spaces, fn, options, hold);
  } finally {
    hold.end();
  }
}

async function attempts<T>(
  spaces: SpaceTable,
  fn: (tx: RunnerTransaction) => T | Promise<T>,
  { attempts = DEFAULT_ATTEMPTS, elements }: EditOptions,
  hold: RetryHold,
): Promise<T> {
  const fetched = new Set<string>();
  for (let attempt = 1;;) {
    const tx = new RunnerTransaction(spaces, {
      onUndone: hold.begin,
      ...(elements === undefined ? {} : { elements }),
    });
    let value: T;
    try {
      value = await fn(tx);
      tx.prepareCfc();
    } catch (error) {
      tx.abort(error);
      if (!await fetchMissing(spaces, error, fetched)) throw error;
      continue;
    }
    const failure = commitFailure(await tx.commit(), attempt);
    if (failure === undefined) return value;
    if (!(failure instanceof ConflictError) || attempt >= attempts) throw failure;
    attempt++;
    await spaces.confirmed();
  }
}

/** Fetches the document that `error` says was missing; false when that has been done before. */
async function fetchMissing(
  spaces: SpaceTable,
  error: unknown,
  fetched: Set<string>,
): Promise<boolean> {
  if (!(error instanceof NotResidentError)) return false;
  const key = documentKey(error);
  if (fetched.has(key)) return false;
  fetched.add(key);
  await spaces.load([error]);
  return true;
}
