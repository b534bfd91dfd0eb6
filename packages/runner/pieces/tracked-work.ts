/** Work that no node stands for, which `settled` waits for all the same: loads, requests, commits. */
import type { ErrorContext } from "./runtime-core.ts";

export class TrackedWork {
  readonly #report: (error: unknown, context: ErrorContext) => void;
  readonly #work = new Map<Promise<void>, ErrorContext>();

  constructor(report: (error: unknown, context: ErrorContext) => void) {
    this.#report = report;
  }

  get size(): number {
    return this.#work.size;
  }

  /** Settles when what is under way has; a failure was reported by then. */
  async settled(): Promise<void> {
    await Promise.all(this.#work.keys());
  }

  /** Whose work is under way, the oldest first. */
  get contexts(): Iterable<ErrorContext> {
    return this.#work.values();
  }

  /** Keeps `work` until it is done, and reports its failure. */
  track(work: Promise<unknown>, context: ErrorContext): void {
    const done: Promise<void> = work.then(() => {}, (error) => this.#report(error, context))
      .then(() => void this.#work.delete(done));
    this.#work.set(done, context);
  }
}
