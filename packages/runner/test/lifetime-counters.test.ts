/** Lifetime counters: each session that could write a space adds what it counted, once, at its end. */
import assert from "node:assert/strict";
import { nodeSha256 } from "@commonfabric/canonical";
import { type LifetimeCounters, readCacheStats } from "@commonfabric/compilation-cache";
import { makeCounters } from "@commonfabric/contract";
import { nodeStorePowers, type SpaceStores, sqliteStores } from "@commonfabric/storage";
import { faultStore } from "../../storage/test/support/fault-store.ts";
import { type PatternValue, Runtime } from "../mod.ts";
import type { Any } from "./support/test-runtime.ts";

const PROGRAM = {
  main: "/main.tsx",
  files: [{
    name: "/main.tsx",
    contents: `import { computed, Default, pattern } from "commonfabric";
export default pattern<{ n: number | Default<3> }>(({ n }) => ({ total: computed(() => n * 2) }));
`,
  }],
};

async function withDirectory(body: (directory: string) => Promise<void>): Promise<void> {
  const directory = await Deno.makeTempDir();
  try {
    await body(directory);
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
}

async function create(stores: SpaceStores, counters = makeCounters()): Promise<void> {
  const runtime = new Runtime({ stores, attestation: "none", counters });
  await runtime.openSpace("home");
  const pattern = await runtime.patterns.compilePattern(PROGRAM, { space: "home" });
  await start(runtime, pattern);
  await runtime.dispose();
}

async function start(runtime: Runtime, pattern: PatternValue): Promise<void> {
  await runtime.editWithRetry((tx) =>
    void runtime.run(tx, pattern, {}, runtime.getCell<Any>("home", "piece", { tx }))
  );
  await runtime.getCell<Any>("home", "piece").key("total").pull();
  await runtime.settled();
}

async function resume(stores: SpaceStores): Promise<Runtime> {
  const runtime = new Runtime({ stores, attestation: "none" });
  const piece = runtime.getCell<Any>("home", "piece");
  await piece.sync();
  await runtime.start(piece);
  assert.equal(await piece.key("total").pull(), 6);
  await runtime.dispose();
  const { storeTransactions, storeWrites } = runtime.counters();
  assert.deepEqual([storeTransactions, storeWrites], [0, 0], "its own counters are not counted");
  return runtime;
}

/** Lifetime counters, and every other document with the number of the commit that wrote it. */
async function stored(directory: string): Promise<{
  lifetime: LifetimeCounters | null;
  others: Readonly<Record<string, number>>;
  head: number;
}> {
  const store = await sqliteStores(directory, nodeStorePowers).open("home", { mode: "read-only" });
  try {
    const { lifetime } = await readCacheStats(store, undefined, nodeSha256);
    const headers = await store.list({ limit: 1_000 });
    const others = headers.filter(({ tag }) => tag !== "cacheLifetime");
    const head = await store.head();
    return {
      lifetime,
      others: Object.fromEntries(others.map((doc) => [doc.key.id, doc.seq])),
      head,
    };
  } finally {
    await store.close();
  }
}

const NONE = { stable: 0, changed: 0, unstable: 0 };

Deno.test("sessions add up; a resumed piece writes its counters and nothing else", () =>
  withDirectory(async (directory) => {
    await create(sqliteStores(directory));
    const first = await stored(directory);
    assert.equal(first.lifetime?.sessions, 1);
    assert.equal(first.lifetime?.misses, 1);
    await resume(sqliteStores(directory));
    const second = await stored(directory);
    const { sessions, misses, byIdentityHits, identityStability } = second.lifetime!;
    assert.deepEqual({ sessions, misses, byIdentityHits, identityStability }, {
      sessions: 2,
      misses: 1,
      byIdentityHits: first.lifetime!.byIdentityHits + 1,
      identityStability: { ...NONE, stable: 1 },
    });
    assert.deepEqual(second.others, first.others);
    assert.equal(second.head, first.head + 1, "one commit");
  }));

Deno.test("a counter object of several runtimes is counted once", () =>
  withDirectory(async (directory) => {
    const counters = makeCounters();
    const stores = sqliteStores(directory);
    await create(stores, counters);
    await create(stores, counters);
    const { lifetime } = await stored(directory);
    assert.deepEqual(
      { misses: lifetime!.misses, hits: lifetime!.hits, sessions: lifetime!.sessions },
      { misses: counters.misses, hits: counters.hits, sessions: 2 },
    );
    assert.equal(counters.misses, 1);
    assert.equal(counters.hits, 1);
  }));

Deno.test("a session that loads nothing changes nothing", () =>
  withDirectory(async (directory) => {
    await create(sqliteStores(directory));
    const before = await stored(directory);
    const runtime = new Runtime({ stores: sqliteStores(directory), attestation: "none" });
    await runtime.openSpace("home");
    const absent = "A".repeat(43);
    const loaded = await runtime.patterns.loadPatternByIdentity(absent, "default", "home");
    assert.equal(loaded, undefined);
    await runtime.dispose();
    assert.deepEqual(await stored(directory), before);
  }));

Deno.test("who may only read a space adds nothing, and does not try", () =>
  withDirectory(async (directory) => {
    await create(sqliteStores(directory));
    const before = await stored(directory);
    const calls: string[] = [];
    await resume(async (space) => {
      const opened = await sqliteStores(directory, nodeStorePowers)
        .open(space, { mode: "read-only" });
      const watched = faultStore(opened, { onCall: (method) => calls.push(method) });
      return Object.assign(watched, { isReadOnly: true });
    });
    assert.ok(calls.includes("read"));
    assert.ok(!calls.includes("commit"));
    assert.deepEqual(await stored(directory), before);
  }));

Deno.test("a store that fails at the end keeps a runtime from nothing", () =>
  withDirectory(async (directory) => {
    await create(sqliteStores(directory));
    const before = await stored(directory);
    let commits = 0;
    const base = sqliteStores(directory);
    const runtime = await resume(async (space) => {
      const store = await base(space);
      return {
        ...faultStore(store, {}),
        commit: () => {
          commits++;
          throw new Error("disk on fire");
        },
      };
    });
    assert.equal(commits, 1);
    assert.equal(runtime.counters().byIdentityHits, 1);
    assert.deepEqual(await stored(directory), before);
  }));

Deno.test("sessions that end together all count", () =>
  withDirectory(async (directory) => {
    const stores = sqliteStores(directory);
    await create(stores);
    await Promise.all(Array.from({ length: 4 }, () => resume(sqliteStores(directory))));
    const { lifetime } = await stored(directory);
    assert.equal(lifetime!.sessions, 5);
  }));
