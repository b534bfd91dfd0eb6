/**
 * Single flight: concurrent calls for one key share one run and its outcome, result or error. Keys
 * include the space, because what a caller awaits includes durability in its own space.
 */

export class SingleFlight<T> {
  readonly #running = new Map<string, Promise<T>>();

  /** The run in progress for `key`, or a new run of `start`. */
  run(key: string, start: () => Promise<T>): Promise<T> {
    const running = this.#running.get(key);
    if (running !== undefined) return running;
    const run = start().finally(() => {
      if (this.#running.get(key) === run) this.#running.delete(key);
    });
    this.#running.set(key, run);
    return run;
  }

  get size(): number {
    return this.#running.size;
  }

  /** Resolves when nothing runs; outcomes belong to the callers. */
  async settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.allSettled(this.#running.values());
  }
}
