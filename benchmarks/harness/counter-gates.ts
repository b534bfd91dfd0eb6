/** Counters of every sample against what each sample must count. */
import type { CounterGate } from "./benchmark.ts";

/** Remembers the last value of each counter, or the first wrong one. */
export class CounterGates {
  readonly #expected: ReadonlyMap<string, number>;
  readonly #actual = new Map<string, number>();

  constructor(expected: Readonly<Record<string, number>>) {
    this.#expected = new Map(Object.entries(expected));
  }

  observe(counted: Readonly<Record<string, number>>): void {
    for (const [name, expected] of this.#expected) {
      const before = this.#actual.get(name);
      if (before === undefined || before === expected) {
        this.#actual.set(name, counted[name] ?? NaN);
      }
    }
  }

  /** A counter that was never observed is not a number, which is no expected value. */
  get gates(): CounterGate[] {
    return [...this.#expected].map(([name, expected]) => ({
      name,
      expected,
      actual: this.#actual.get(name) ?? NaN,
    }));
  }
}
