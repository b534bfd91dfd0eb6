/** What the scheduler reports, and the errors that its operations throw. */
import type { EntryRef } from "@commonfabric/module-identity";
import { LIMITS } from "@commonfabric/contract";
import type { FullLink } from "../types.ts";

export type RuntimeErrorKind =
  | "load"
  | "action"
  | "handler"
  | "capability"
  | "nonIdempotent"
  | "budget"
  | "store";

/** An error as `onError` delivers it: a plain record, mapped once. */
export interface RuntimeError {
  readonly message: string;
  readonly name: string;
  readonly kind: RuntimeErrorKind;
  readonly piece?: FullLink;
  readonly action?: string;
  readonly patternIdentity?: EntryRef;
  /** `/file:line:column`, authored. */
  readonly source?: string;
  readonly stack: readonly string[];
  readonly cause?: unknown;
}

/** Actions that keep invalidating each other. */
export class NonConvergenceError extends Error {
  override readonly name = "NonConvergenceError";
  constructor(actions: readonly string[], addresses: readonly string[]) {
    super(
      `Computations do not settle: ${actions.slice(0, 5).join(", ")}; ` +
        `they write ${addresses.slice(0, 5).join(", ")}`,
    );
  }
}

/** A lift or computed that returns a promise. */
export class AsyncComputationError extends Error {
  override readonly name = "AsyncComputationError";
  constructor() {
    super("A computation must not be asynchronous: use a handler for work that waits");
  }
}

/** More events wait than a runtime keeps. */
export class EventQueueFullError extends Error {
  override readonly name = "EventQueueFullError";
  constructor() {
    super(`More than ${LIMITS.queuedEvents} events wait: send fewer, or wait for idle()`);
  }
}

/** A run kept needing further documents. */
export class SuspensionLimitError extends Error {
  override readonly name = "SuspensionLimitError";
  constructor(action: string) {
    super(`${action} needed other documents in ${LIMITS.suspensionRounds} rounds`);
  }
}

/** A payload that the closed event schema of a handler refuses. */
export class EventSchemaError extends Error {
  override readonly name = "EventSchemaError";
  constructor() {
    super("The event does not satisfy the closed event schema of its handler");
  }
}

/** `idle` or `settled` took longer than its caller allows. */
export class SettleTimeoutError extends Error {
  override readonly name = "SettleTimeoutError";
  constructor(timeoutMs: number) {
    super(`The runtime did not settle within ${timeoutMs} ms`);
  }
}
