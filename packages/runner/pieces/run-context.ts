/**
 * Which run a transaction belongs to: what is found wrong in the middle of one, and does not end it,
 * is reported as an error of its action.
 */
import type { RunnerTransaction } from "../transactions/transaction.ts";
import type { ErrorContext } from "./runtime-core.ts";

const contexts = new WeakMap<RunnerTransaction, ErrorContext>();

export function noteRun(tx: RunnerTransaction, context: ErrorContext): void {
  contexts.set(tx, context);
}

/** The run that works in `tx`; `undefined` for reads of the host. */
export function runOf(tx: RunnerTransaction | undefined): ErrorContext | undefined {
  return tx && contexts.get(tx);
}
