/**
 * Who compiles what is missing in a space, when several processes find it missing at once: the one
 * that creates the lease documents. The others wait and ask the cache again.
 *
 *     claim ──> created: compile, write back, give back      one commit, and none of its own at the end
 *        │
 *        ├───> somebody else holds one: wait for its end ──> ask the cache again, claim again
 *        └───> the store says no, or nothing: compile without
 *
 * An optimisation only: what is compiled twice is equal.
 */
import type { Identity } from "@commonfabric/module-identity";
import type { DocKey, DocWrite, Seq, SpaceStore } from "@commonfabric/storage";
import { cacheDocumentKey, compiledDocKey, leaseKey } from "../documents/keys.ts";
import { HeldLease, type LeaseKey, type LeasePowers, leaseWrites } from "./held-lease.ts";
import { LEASE_MS, leaseAt } from "./lease-document.ts";

const ATTEMPTS = 8;

export interface CompileClaim {
  readonly runtimeVersion: string;
  /** Modules without a usable compiled document, dependencies first. */
  readonly missing: readonly Identity[];
  /** Those of them that have no compiled document at all. */
  readonly absent: readonly Identity[];
  /** Ends waiting for others. */
  readonly signal?: AbortSignal;
}

/**
 * `held`: compile, then give the lease back. `changed`: others were at it, so the cache is to be
 * asked again. `none`: compile without a lease.
 */
export type ClaimOutcome =
  | { readonly held: HeldLease }
  | { readonly changed: true }
  | { readonly none: true };

const NONE: ClaimOutcome = { none: true };
const CHANGED: ClaimOutcome = { changed: true };

/** Claims the compile of `missing`, or waits for whoever compiles it. Never rejects. */
export async function claimCompile(
  store: SpaceStore,
  claim: CompileClaim,
  powers: LeasePowers,
): Promise<ClaimOutcome> {
  try {
    return await new Claim(store, claim, powers).run();
  } catch {
    // Without an answer of the store there is no lease; the write-back will tell what is wrong.
    return NONE;
  }
}

class Claim {
  readonly #store: SpaceStore;
  readonly #claim: CompileClaim;
  readonly #powers: LeasePowers;
  readonly #keys: readonly LeaseKey[];

  constructor(store: SpaceStore, claim: CompileClaim, powers: LeasePowers) {
    this.#store = store;
    this.#claim = claim;
    this.#powers = powers;
    this.#keys = claim.missing.map((identity) => {
      const tag = leaseKey(claim.runtimeVersion, identity);
      return { key: cacheDocumentKey(tag, powers.sha256), tag };
    });
  }

  async run(): Promise<ClaimOutcome> {
    const { outcome, exists } = await this.#create(() => "create-only");
    if (!exists) return outcome;
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const head = await this.#store.head();
      const stored = await this.#store.read(this.#keys.map(({ key }) => key));
      const now = await this.#storeNow();
      const leases = stored.flatMap((each) => leaseAt(each, now) ?? []);
      // One runtime does not wait for itself: what it is compiling may wait for this.
      if (leases.some(({ owner }) => owner === this.#powers.owner)) return NONE;
      if (leases.length > 0) {
        return await this.#wait(head, Math.max(...leases.map(({ until }) => until)) - now);
      }
      const taken = await this.#create((at) => stored[at]?.seq ?? "absent");
      if (!taken.exists) return taken.outcome;
    }
    return NONE;
  }

  /** `exists` when lease documents are there, or were written meanwhile. */
  async #create(
    base: (at: number) => DocWrite["base"],
  ): Promise<{ readonly outcome: ClaimOutcome; readonly exists?: boolean }> {
    const { owner, newTxId, nowMs } = this.#powers;
    const absent = this.#claim.absent.map((identity) => this.#compiledKey(identity));
    const result = await this.#store.commit({
      txId: newTxId(),
      // What was written meanwhile is not compiled again.
      reads: absent.map((key) => ({ key, seq: "absent" })),
      writes: leaseWrites(this.#keys, { owner, until: nowMs() + LEASE_MS, base }),
    });
    if ("ok" in result) {
      const held = new HeldLease(this.#store, this.#powers, this.#keys, result.ok.seq);
      return { outcome: { held } };
    }
    if ("refused" in result) return { outcome: NONE, exists: result.refused.code === "exists" };
    const compiled = new Set(absent.map(({ id }) => id));
    const isThere = result.conflict.keys.some(({ id }) => compiled.has(id));
    return { outcome: CHANGED, exists: !isThere };
  }

  /** The clock of the store: that of a commit that changes nothing. */
  async #storeNow(): Promise<number> {
    const result = await this.#store.commit({
      txId: this.#powers.newTxId(),
      reads: [],
      writes: [],
    });
    return "ok" in result ? result.ok.at : Infinity;
  }

  /** Resolves when a lease or the last of what is missing changes, or `ms` are over. */
  async #wait(head: Seq, ms: number): Promise<ClaimOutcome> {
    const { signal, missing } = this.#claim;
    const watched = new Set(this.#keys.map(({ key }) => key.id));
    watched.add(this.#compiledKey(missing.at(-1)!).id);
    const { promise, resolve } = Promise.withResolvers<void>();
    const wake = (): void => resolve();
    const cancelTimer = this.#powers.setTimer(ms, wake);
    const cancelNotices = this.#store.subscribe(head, (notice) => {
      if ("reset" in notice || notice.keys.some(({ id }) => watched.has(id))) wake();
    });
    signal?.addEventListener("abort", wake);
    if (signal?.aborted) wake();
    await promise.finally(() => {
      cancelTimer();
      cancelNotices();
      signal?.removeEventListener("abort", wake);
    });
    return CHANGED;
  }

  #compiledKey(identity: Identity): DocKey {
    const { runtimeVersion } = this.#claim;
    return cacheDocumentKey(compiledDocKey(runtimeVersion, identity), this.#powers.sha256);
  }
}
