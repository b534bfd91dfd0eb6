/** What the scheduler reports, and the errors that its operations throw. */
import type { EntryRef } from "@commonfabric/module-identity";
import type { FullLink, ReadEntry, WriteEntry } from "../types.ts";

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

/** What a run of a computation and its repetition on the same state did. */
export interface NonIdempotence {
  readonly action: string;
  readonly reads: readonly ReadEntry[];
  readonly first: readonly WriteEntry[];
  readonly second: readonly WriteEntry[];
  /** Where they differ, as `space/id/path`. */
  readonly paths: readonly string[];
}

/** A computation that writes something else when it runs again on what it read. */
export class NonIdempotentError extends Error implements NonIdempotence {
  override readonly name = "NonIdempotentError";
  readonly action: string;
  readonly reads: readonly ReadEntry[];
  readonly first: readonly WriteEntry[];
  readonly second: readonly WriteEntry[];
  readonly paths: readonly string[];
  constructor({ action, reads, first, second, paths }: NonIdempotence) {
    super(
      `A computation is not idempotent: run again on what it read, it writes something else at ` +
        `${paths.slice(0, 5).join(", ")}; compute from inputs alone, or write from a handler`,
    );
    this.action = action;
    this.reads = reads;
    this.first = first;
    this.second = second;
    this.paths = paths;
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
  constructor(limit: number) {
    super(`More than ${limit} events wait: send fewer, or wait for idle()`);
  }
}

/** A run kept needing further documents. */
export class SuspensionLimitError extends Error {
  override readonly name = "SuspensionLimitError";
  constructor(action: string, rounds: number) {
    super(`${action} needed other documents in ${rounds} rounds`);
  }
}

/** A payload that the closed event schema of a handler refuses. */
export class EventSchemaError extends Error {
  override readonly name = "EventSchemaError";
  constructor() {
    super("The event does not satisfy the closed event schema of its handler");
  }
}

/** What waits for a runtime that is disposed of. */
export class RuntimeDisposedError extends Error {
  override readonly name = "RuntimeDisposedError";
  constructor() {
    super("The runtime was disposed of: nothing more runs in it");
  }
}

/** A runtime was disposed of and had to leave work undone. */
export class DisposeTimeoutError extends Error {
  override readonly name = "DisposeTimeoutError";
  constructor(
    deadlineMs: number,
    abandoned: readonly { readonly name: string; readonly count: number }[],
  ) {
    const list = abandoned.map(({ name, count }) => `${name} (${count})`).join(", ");
    super(`The runtime was disposed of and did not finish within ${deadlineMs} ms: ${list}`);
  }
}

/** `idle` or `settled` took longer than its caller allows. */
export class SettleTimeoutError extends Error {
  override readonly name = "SettleTimeoutError";
  /** `/file:line:column`, authored, of what is waited for, where that is known. */
  readonly source?: string;
  constructor(timeoutMs: number, unfinished: readonly string[] = [], source?: string) {
    const list = unfinished.length === 0 ? "" : `: ${unfinished.join(", ")}`;
    super(`The runtime did not settle within ${timeoutMs} ms${list}`);
    if (source !== undefined) this.source = source;
  }
}
