/** A clock and timers in the hands of a test. */
import type { Cancel } from "@commonfabric/storage";

export class ManualClock {
  now = 1_000_000;
  readonly #timers = new Set<{ readonly at: number; readonly fn: () => void }>();

  readonly setTimer = (ms: number, fn: () => void): Cancel => {
    const timer = { at: this.now + ms, fn };
    this.#timers.add(timer);
    return () => void this.#timers.delete(timer);
  };

  get timers(): number {
    return this.#timers.size;
  }

  /** Moves time on and runs what is due, in order, with what follows from it. */
  async advance(ms: number): Promise<void> {
    const end = this.now + ms;
    await turns();
    for (;;) {
      const due = [...this.#timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (due === undefined) break;
      this.now = due.at;
      this.#timers.delete(due);
      due.fn();
      await turns();
    }
    this.now = end;
  }
}

/** Lets everything that waits for nothing else happen. */
export function turns(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
