/**
 * Asking for several missing documents in one round: a run that needs many of them is discarded and
 * repeated once for all, not once for each.
 */
import { NotResidentError, SuspendSignal } from "./errors.ts";

/** Whether `error` says that a document has to be fetched first. */
export function isMissing(error: unknown): error is SuspendSignal | NotResidentError {
  return error instanceof SuspendSignal || error instanceof NotResidentError;
}

/** Does `step` for each item, also after one that lacks a document; then throws what that threw. */
export function askTogether<T>(items: Iterable<T>, step: (item: T) => void): void {
  let signal: Error | undefined;
  for (const item of items) {
    try {
      step(item);
    } catch (error) {
      if (!isMissing(error)) throw error;
      signal ??= error;
    }
  }
  if (signal !== undefined) throw signal;
}
