/** Leases: one process compiles, the others wait; without leases everything goes on as well. */
import assert from "node:assert/strict";
import { nodeSha256 } from "@commonfabric/canonical";
import type { SpaceStore } from "@commonfabric/storage";
import { faultStore } from "../../storage/test/support/fault-store.ts";
import { MemorySpace } from "../../storage/test/support/memory-store.ts";
import {
  cacheDocumentKey,
  claimCompile,
  type ClaimOutcome,
  type HeldLease,
  LEASE_MS,
  leaseKey,
  type LeasePowers,
  RENEW_MS,
  writeClosure,
} from "../mod.ts";
import { ManualClock, turns } from "./support/manual-clock.ts";
import { DIAMOND, makeProgram, VERSION } from "./support/programs.ts";
import { closureOf, spaceOn } from "./support/spaces.ts";

const PROGRAM = makeProgram(DIAMOND);
const MISSING = PROGRAM.identities;

class Stage {
  readonly clock = new ManualClock();
  readonly memory = new MemorySpace("home", () => this.clock.now);
  #transactions = 0;

  powers(owner: string): LeasePowers {
    return {
      sha256: nodeSha256,
      owner,
      newTxId: () => `${owner} ${++this.#transactions}`,
      nowMs: () => this.clock.now,
      setTimer: this.clock.setTimer,
    };
  }

  claim(
    owner: string,
    { store = this.memory.open(), missing = MISSING, absent = missing, signal }: {
      store?: SpaceStore;
      missing?: readonly string[];
      absent?: readonly string[];
      signal?: AbortSignal;
    } = {},
  ): Promise<ClaimOutcome> {
    const claim = { runtimeVersion: VERSION, missing, absent, ...(signal && { signal }) };
    return claimCompile(store, claim, this.powers(owner));
  }

  async held(owner: string): Promise<HeldLease> {
    const outcome = await this.claim(owner);
    assert.ok("held" in outcome, `${owner} holds the lease: ${JSON.stringify(outcome)}`);
    return outcome.held;
  }

  get leases(): number {
    return [...this.memory.rows.values()].filter(({ tag }) => tag?.startsWith("compileLease:"))
      .length;
  }

  /** Writes the closure back, giving `lease` back. */
  async writeBack(lease: HeldLease): Promise<void> {
    const { port, powers } = spaceOn(this.memory, this.memory.open());
    await writeClosure(port, closureOf(PROGRAM, { lease }), powers);
  }

  /** Writes what somebody with the store file can write as the lease of the entry. */
  async plant(value: unknown): Promise<void> {
    const tag = leaseKey(VERSION, PROGRAM.entry);
    const key = cacheDocumentKey(tag, nodeSha256);
    const [base = "absent" as const] = await this.memory.open().heads([key]);
    const writes = [{ key, doc: { value }, base, tag }];
    await this.memory.open().commit({ txId: `plant ${this.memory.head}`, reads: [], writes });
  }
}

/** What became of `work` without waiting for it. */
async function settledNow<T>(work: Promise<T>): Promise<T | "waits"> {
  await turns();
  return await Promise.race([work, Promise.resolve("waits" as const)]);
}

Deno.test("a lease costs one commit: the write-back gives it back, and who waited is told then", async () => {
  const stage = new Stage();
  const lease = await stage.held("one");
  assert.deepEqual([stage.memory.head, stage.leases], [1, MISSING.length]);
  const waiting = stage.claim("two");
  assert.equal(await settledNow(waiting), "waits");
  await stage.writeBack(lease);
  assert.deepEqual([stage.memory.head, stage.leases], [2, 0]);
  assert.deepEqual(await settledNow(waiting), { changed: true });
  assert.deepEqual(lease.release, []);
  await lease.end();
  assert.deepEqual([stage.memory.head, stage.clock.timers], [2, 0], "nothing is left to do");
});

Deno.test("programs that overlap wait for each other, others do not", async () => {
  const stage = new Stage();
  const shared = stage.claim("one", { missing: MISSING.slice(0, 2) });
  assert.ok("held" in await shared);
  assert.ok("held" in await stage.claim("two", { missing: MISSING.slice(2) }));
  assert.equal(await settledNow(stage.claim("three", { missing: MISSING.slice(1, 3) })), "waits");
});

Deno.test("a lease is renewed while its holder lives, and taken over 30 s after its death", async () => {
  const stage = new Stage();
  const lease = await stage.held("one");
  let told: ClaimOutcome | undefined;
  const ask = () => void stage.claim("two").then((outcome) => told = outcome);
  for (let renewals = 1; renewals <= 6; renewals++) {
    told = undefined;
    ask();
    await stage.clock.advance(RENEW_MS);
    assert.deepEqual(told, { changed: true }, "a renewal wakes who waits, to ask again");
    assert.equal(stage.leases, MISSING.length);
  }
  // From here on the holder neither renews nor gives back.
  lease.released();
  told = undefined;
  ask();
  await stage.clock.advance(LEASE_MS - 1);
  assert.equal(told, undefined);
  await stage.clock.advance(1);
  assert.deepEqual(told, { changed: true });
  assert.ok("held" in await stage.claim("two"));
});

Deno.test("a lease that was taken over keeps nobody from writing back", async () => {
  const stage = new Stage();
  const lost = await stage.held("one");
  stage.clock.now += LEASE_MS;
  const other = await stage.held("two");
  await stage.writeBack(lost);
  assert.equal(stage.leases, MISSING.length, "the lease of the other one stays");
  await lost.end();
  assert.equal(stage.leases, MISSING.length);
  await other.end();
  assert.equal(stage.leases, 0);
});

Deno.test("what was written between the miss and the claim is not compiled again", async () => {
  const stage = new Stage();
  const lease = await stage.held("one");
  await stage.writeBack(lease);
  assert.deepEqual(await stage.claim("two"), { changed: true });
  assert.equal(stage.leases, 0);
  assert.ok("held" in await stage.claim("two", { absent: [] }), "known to be there and unusable");
});

Deno.test("a planted lease holds for 30 s at most, and what is no lease not at all", async () => {
  for (const value of [{ owner: 1, until: 1e15 }, { owner: "x" }, "x", { owner: "x", until: 0 }]) {
    const stage = new Stage();
    await stage.plant(value);
    assert.ok("held" in await stage.claim("one"), JSON.stringify(value));
  }
  const stage = new Stage();
  await stage.plant({ owner: "x", until: 1e15 });
  const waiting = stage.claim("one");
  await stage.clock.advance(LEASE_MS);
  assert.deepEqual(await settledNow(waiting), { changed: true });
  assert.ok("held" in await stage.claim("one"));
});

Deno.test("a clock that is set back makes nobody wait", async () => {
  const stage = new Stage();
  await stage.held("one");
  stage.clock.now -= 60 * LEASE_MS;
  assert.ok("held" in await stage.claim("two"));
});

Deno.test("a runtime waits for itself as for others, and nobody waits who gave up", async () => {
  const stage = new Stage();
  const lease = await stage.held("one");
  const controller = new AbortController();
  const [own, other] = [
    stage.claim("one"),
    stage.claim("two", { signal: controller.signal }),
  ];
  assert.deepEqual([await settledNow(own), await settledNow(other)], ["waits", "waits"]);
  controller.abort();
  assert.deepEqual(await settledNow(other), { changed: true });
  await lease.end();
  assert.deepEqual(await settledNow(own), { changed: true });
  assert.equal(stage.clock.timers, 0);
});

Deno.test("whichever lease call fails, there is a lease or none, and never an error", async () => {
  const seen = new Set<string>();
  for (let call = 1; call <= 6; call++) {
    for (const when of ["before", "after", "unknown"] as const) {
      const stage = new Stage();
      await stage.plant({ owner: "dead", until: 1 });
      const store = faultStore(stage.memory.open(), { fail: { call, when } });
      const outcome = await stage.claim("one", { store });
      seen.add(Object.keys(outcome).join());
      if ("held" in outcome) {
        await stage.clock.advance(RENEW_MS);
        await outcome.held.end();
      }
      assert.equal(stage.clock.timers, 0);
    }
  }
  assert.deepEqual([...seen].sort(), ["held", "none"]);
});
