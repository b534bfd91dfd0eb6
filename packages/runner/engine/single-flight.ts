/**
 * Single flight: concurrent calls for one key share one run and its outcome, result or error. A key
 * includes the space where what callers await includes durability in their own space. Nobody leads:
 * a caller who gives up leaves the run to the others, the last one to give up ends it, and a run
 * that failed is not begun again for anybody.
 */

interface Flight<T> {
  readonly outcome: Promise<T>;
  readonly sender: AbortController;
  /** Callers who wait for the outcome. */
  waiting: number;
}

export class SingleFlight<T> {
  readonly #running = new Map<string, Flight<T>>();

  /**
   * The run in progress for `key`, or a new run of `start`.
   * @throws the reason of `signal` once that is aborted
   */
  run(
    key: string,
    start: (signal: AbortSignal) => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T> {
    if (signal?.aborted === true) return Promise.reject(signal.reason);
    const flight = this.#running.get(key) ?? this.#start(key, start);
    flight.waiting++;
    return signal === undefined ? flight.outcome : this.#until(key, flight, signal);
  }

  get size(): number {
    return this.#running.size;
  }

  /** Resolves when nothing runs; outcomes belong to the callers. */
  async settled(): Promise<void> {
    while (this.#running.size > 0) {
      await Promise.allSettled([...this.#running.values()].map(({ outcome }) => outcome));
    }
  }

  #start(key: string, start: (signal: AbortSignal) => Promise<T>): Flight<T> {
    const sender = new AbortController();
    const outcome = start(sender.signal).finally(() => {
      if (this.#running.get(key) === flight) this.#running.delete(key);
    });
    const flight: Flight<T> = { outcome, sender, waiting: 0 };
    this.#running.set(key, flight);
    return flight;
  }

  async #until(key: string, flight: Flight<T>, signal: AbortSignal): Promise<T> {
    const { promise, reject } = Promise.withResolvers<never>();
    const leave = (): void => {
      reject(signal.reason);
      if (--flight.waiting > 0) return;
      // Who comes next must not share what is being dropped.
      if (this.#running.get(key) === flight) this.#running.delete(key);
      flight.sender.abort(signal.reason);
    };
    signal.addEventListener("abort", leave, { once: true });
    try {
      return await Promise.race([flight.outcome, promise]);
    } finally {
      signal.removeEventListener("abort", leave);
    }
  }
}
