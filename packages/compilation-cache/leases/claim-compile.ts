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
import type { Cancel, DocKey, DocWrite, Seq, SpaceStore } from "@commonfabric/storage";
import { cacheDocumentKey, compiledDocKey, leaseKey } from "../documents/keys.ts";
import { HeldLease, type LeaseKey, type LeasePowers, leaseWrites } from "./held-lease.ts";
import { type Lease, LEASE_MS, leaseAt } from "./lease-document.ts";

const ATTEMPTS = 8;
/** How often a holder is looked after. */
const LOOK_MS = 500;

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

/**
 * Claims the compile of `missing`, or waits for whoever compiles it, this runtime included: who holds
 * a lease must not claim another one before it ends. Never rejects.
 */
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
    // Who cannot show that he lives would be waited for after his death.
    if (this.#store.presence?.announce(this.#powers.owner) === false) return NONE;
    const { outcome, exists } = await this.#create(() => "create-only");
    if (!exists) return outcome;
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const head = await this.#store.head();
      const stored = await this.#store.read(this.#keys.map(({ key }) => key));
      const now = await this.#store.upkeep.now();
      const leases = stored.flatMap((each) => leaseAt(each, now) ?? [])
        .filter(({ owner }) => !this.#isGone(owner));
      if (leases.length > 0) {
        return await this.#wait(head, now, leases);
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
      isTransient: true,
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

  /** Resolves when a lease or the last of what is missing changes, a holder dies or a lease ends. */
  async #wait(head: Seq, now: number, leases: readonly Lease[]): Promise<ClaimOutcome> {
    const { signal, missing } = this.#claim;
    const { setTimer } = this.#powers;
    const watched = new Set(this.#keys.map(({ key }) => key.id));
    watched.add(this.#compiledKey(missing.at(-1)!).id);
    const { promise, resolve } = Promise.withResolvers<void>();
    const wake = (): void => resolve();
    const cancels = [
      setTimer(Math.max(...leases.map(({ until }) => until)) - now, wake),
      this.#store.subscribe(head, (notice) => {
        if ("reset" in notice || notice.keys.some(({ id }) => watched.has(id))) wake();
      }),
      this.#whenGone(leases, wake),
    ];
    signal?.addEventListener("abort", wake);
    if (signal?.aborted) wake();
    await promise;
    for (const cancel of cancels) cancel();
    signal?.removeEventListener("abort", wake);
    return CHANGED;
  }

  /** Calls `then` once a holder is dead, where the store can tell. */
  #whenGone(leases: readonly Lease[], then: () => void): Cancel {
    if (this.#store.presence === undefined) return () => {};
    let cancel: Cancel;
    const look = (): void => {
      if (leases.some(({ owner }) => this.#isGone(owner))) then();
      else cancel = this.#powers.setTimer(LOOK_MS, look);
    };
    cancel = this.#powers.setTimer(LOOK_MS, look);
    return () => cancel();
  }

  #isGone(owner: string): boolean {
    return this.#store.presence?.isGone(owner) === true;
  }

  #compiledKey(identity: Identity): DocKey {
    const { runtimeVersion } = this.#claim;
    return cacheDocumentKey(compiledDocKey(runtimeVersion, identity), this.#powers.sha256);
  }
}
