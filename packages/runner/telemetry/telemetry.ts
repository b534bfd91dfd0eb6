/**
 * What telemetry is told of a runtime: which operations it does, what happens in them, how its
 * counters move. It watches: no operation does anything else, or in another order, because of it.
 */
import type { Counters, EngineEvent } from "@commonfabric/contract";

/** An operation with a duration, named like the method that asks for it. */
export type OperationName =
  | "collectGarbage"
  | "compileAndRegisterModules"
  | "compileModules"
  | "compileOrGetPattern"
  | "compilePattern"
  | "ensurePatternPersisted"
  | "loadPatternByIdentity"
  | "replicatePatternToSpace"
  | "setPattern"
  | "start"
  | "storeProgram"
  | "swap";

/** Runs `fn`, which is the operation `name`, and gives what it gives. */
export type RunOperation = <T>(name: OperationName, fn: () => Promise<T>) => Promise<T>;

export interface Telemetry {
  readonly operation: RunOperation;
  /** One event of the log, as it is emitted. Must not throw. */
  readonly event: (event: EngineEvent) => void;
  /** What the counters stand at; the same object each time. */
  readonly count: (counters: Counters) => void;
}

/** An operation that nobody watches. */
export function runUnwatched<T>(_name: OperationName, fn: () => Promise<T>): Promise<T> {
  return fn();
}
