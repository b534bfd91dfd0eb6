/** Host transactions that run again when others committed in between. */
import { commitFailure, ConflictError } from "./errors.ts";
import type { SpaceTable } from "./space-table.ts";
import { RunnerTransaction } from "./transaction.ts";

const DEFAULT_ATTEMPTS = 5;

/**
 * Runs `fn` on a fresh transaction and commits it, again after a conflict, and after fetching what
 * was not resident. An error of `fn` aborts and is thrown on.
 * @throws {ConflictError} when every attempt conflicted @throws {CommitTooLargeError}
 */
export async function editWithRetry<T>(
  spaces: SpaceTable,
  fn: (tx: RunnerTransaction) => T | Promise<T>,
  options: { attempts?: number } = {},
): Promise<T> {
  const attempts = options.attempts ?? DEFAULT_ATTEMPTS;
  for (let attempt = 1;; attempt++) {
    const tx = new RunnerTransaction(spaces);
    let value: T;
    try {
      value = await fn(tx);
    } catch (error) {
      tx.abort(error);
      throw error;
    }
    const failure = commitFailure(await tx.commit(), attempt);
    if (failure === undefined) return value;
    if (!(failure instanceof ConflictError) || attempt >= attempts) throw failure;
    await spaces.confirmed();
  }
}
