/** The leases of one runtime in one space: who compiles what is missing there. */
import { claimCompile, type HeldLease, type LeasePowers } from "@commonfabric/compilation-cache";
import type { Identity } from "@commonfabric/module-identity";
import type { SpaceStore } from "@commonfabric/storage";

/** How a runtime takes leases. */
export interface SpaceLeasePowers extends LeasePowers {
  /** Aborted when the runtime is disposed of: nothing is waited for any more. */
  readonly closing: AbortSignal;
}

export class SpaceLeases {
  readonly #store: SpaceStore;
  readonly #powers: SpaceLeasePowers;
  /** By the entry whose write-back gives it back. */
  readonly #held = new Map<Identity, HeldLease>();

  constructor(store: SpaceStore, powers: SpaceLeasePowers) {
    this.#store = store;
    this.#powers = powers;
  }

  /** The lease that the write-back of `entry` gives back. */
  of(entry: Identity): HeldLease | undefined {
    return this.#held.get(entry);
  }

  /** Claims the compile of what missed; see `ModuleCache`. Never rejects. */
  async claim(
    entry: Identity,
    misses: ReadonlyMap<Identity, string>,
    { runtimeVersion, signal }: {
      readonly runtimeVersion: string;
      readonly signal: AbortSignal | undefined;
    },
  ): Promise<"held" | "changed" | "none"> {
    const { closing } = this.#powers;
    if (closing.aborted || this.#held.has(entry)) return "none";
    const missing = [...misses.keys()];
    const outcome = await claimCompile(this.#store, {
      runtimeVersion,
      missing,
      absent: missing.filter((identity) => misses.get(identity) === "absent"),
      signal: signal === undefined ? closing : AbortSignal.any([signal, closing]),
    }, this.#powers);
    if ("held" in outcome) this.#held.set(entry, outcome.held);
    return "held" in outcome ? "held" : "changed" in outcome ? "changed" : "none";
  }

  /** Gives back what is held for `entry`, if its write-back has not. Never rejects. */
  async end(entry: Identity): Promise<void> {
    const lease = this.#held.get(entry);
    this.#held.delete(entry);
    await lease?.end();
  }
}
