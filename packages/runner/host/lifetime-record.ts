/** What a runtime counted, added to the lifetime counters of the spaces that it used for code. */
import type { Sha256 } from "@commonfabric/canonical";
import { addLifetime, isIdle, sessionCounters } from "@commonfabric/compilation-cache";
import { copyCounters, type Counters } from "@commonfabric/contract";
import type { SpaceStore } from "@commonfabric/storage";

export class LifetimeRecord {
  readonly #counters: Counters;
  readonly #before: Counters;
  readonly #powers: { readonly sha256: Sha256; readonly newTxId: () => string };
  #isDone = false;

  /** Begins a session: what `counters` stand at is not part of it. */
  constructor(
    counters: Counters,
    powers: { readonly sha256: Sha256; readonly newTxId: () => string },
  ) {
    this.#counters = counters;
    this.#before = copyCounters(counters);
    this.#powers = powers;
  }

  /** Ends the session as if it had not been. */
  forget(): void {
    this.#isDone = true;
  }

  /** Ends the session; one that counted nothing leaves nothing. Spaces that cannot be written are left alone; a failure is no failure. */
  async write(stores: Iterable<SpaceStore>): Promise<void> {
    if (this.#isDone) return;
    this.#isDone = true;
    const counted = sessionCounters(this.#before, this.#counters);
    if (isIdle(counted)) return;
    for (const store of stores) {
      if (store.isReadOnly === true) continue;
      await addLifetime(store, counted, this.#powers);
    }
  }
}
