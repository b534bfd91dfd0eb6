/** Copies of closures to other spaces: intents, crashes on the way, targets that are out of reach. */
import assert from "node:assert/strict";
import {
  cacheDocumentKey,
  listIntents,
  sourceDocKey,
  type StoredIntent,
} from "@commonfabric/compilation-cache";
import { nodeSha256 } from "@commonfabric/canonical";
import type { CommitBatch, SpaceStores } from "@commonfabric/storage";
import { memoryStores } from "../../storage/test/support/memory-store.ts";
import { faultStore } from "../../storage/test/support/fault-store.ts";
import { Runtime, type RuntimeError } from "../mod.ts";
import { ATTESTATION_MODES, chainProgram, KEYS } from "./support/chain-program.ts";
import { FakeClock } from "./support/test-runtime.ts";

const DAY_MS = 24 * 60 * 60 * 1_000;

interface Session {
  readonly runtime: Runtime;
  readonly clock: FakeClock;
  readonly errors: RuntimeError[];
}

function openSession(
  stores: SpaceStores,
  { clock = new FakeClock(), attestation = KEYS, cfcMode = "disabled" }: {
    readonly clock?: FakeClock;
    readonly attestation?: typeof KEYS | "none";
    readonly cfcMode?: "disabled" | "enforce";
  } = {},
): Session {
  const errors: RuntimeError[] = [];
  const runtime = new Runtime({
    stores,
    cfcMode,
    attestation,
    ports: { nowMs: () => clock.now, setTimer: (ms, fn) => clock.setTimer(ms, fn) },
  });
  runtime.onError((error) => errors.push(error));
  return { runtime, clock, errors };
}

/** Compiles the program into A and copies it to B. */
async function replicate({ patterns }: Runtime): Promise<string> {
  const pattern = await patterns.compilePattern(chainProgram(), { space: "a" });
  await patterns.replicatePatternToSpace(pattern, "b", "a");
  return patterns.getArtifactEntryRef(pattern)!.identity;
}

async function intentsOf(stores: SpaceStores): Promise<StoredIntent[]> {
  return await listIntents(await stores("a"));
}

/** Keys and numbers of the source and compiled documents of B. */
async function documentsIn(stores: SpaceStores): Promise<string[]> {
  const store = await stores("b");
  const lists = await Promise.all(
    ["pattern:", "compileCache:"].map((tagPrefix) => store.list({ tagPrefix, limit: 100 })),
  );
  return lists.flat().map(({ tag, seq }) => `${tag} ${seq}`);
}

/** What a fresh process needs to load the program from B: nothing, or a compile. */
async function loadFromB(
  stores: SpaceStores,
  attestation: typeof KEYS | "none" = KEYS,
): Promise<{ readonly loaded: boolean; readonly modulesEmitted: number }> {
  const { runtime } = openSession(stores, { attestation });
  const identity = await runtime.engine.computeEntryIdentity(chainProgram());
  const pattern = await runtime.patterns.loadPatternByIdentity(identity, "default", "b");
  const { modulesEmitted } = runtime.counters();
  await runtime.dispose();
  return { loaded: pattern !== undefined, modulesEmitted };
}

/** Stores that tell of the commits to each space, and let no more than `limit` of them through. */
function watched(stores: SpaceStores, log: string[], limit = Infinity): SpaceStores {
  return async (space) => {
    const store = await stores(space);
    return {
      ...faultStore(store, {}),
      commit: (batch: CommitBatch) => {
        if (log.length >= limit) return Promise.reject(new Error("cut off"));
        const sets = batch.writes.map(({ tag, doc }) =>
          `${doc === null ? "-" : ""}${tag?.split(":")[0] ?? ""}`
        );
        log.push(`${space} ${[...new Set(sets)].join(" ")}`);
        return store.commit(batch);
      },
    };
  };
}

for (const { name, options, keyed } of ATTESTATION_MODES) {
  Deno.test(`a copy is intended, made, entry last, and the intent deleted (${name})`, async () => {
    const memory = memoryStores();
    const log: string[] = [];
    const { attestation = "none" } = options;
    const { runtime, errors } = openSession(watched(memory, log), { attestation });
    const pattern = await runtime.patterns.compilePattern(chainProgram(), { space: "a" });
    log.length = 0;
    await runtime.patterns.replicatePatternToSpace(pattern, "b", "a");
    const documents = keyed
      ? "pattern compileCache compileEmit patternRoots"
      : "pattern patternRoots";
    assert.deepEqual(log, ["a replicationIntent", `b ${documents}`, "a -"]);
    assert.deepEqual(await intentsOf(memory), []);
    const replicated = runtime.patterns.events.recent().filter(({ type }) => type === "replicated");
    assert.deepEqual(replicated.map(({ seq: _, atMs: __, ...event }) => event), [{
      type: "replicated",
      from: "a",
      to: "b",
      entry: runtime.patterns.getArtifactEntryRef(pattern)!.identity,
      modules: 3,
    }]);
    await runtime.dispose();
    assert.deepEqual(errors, []);
    const { loaded, modulesEmitted } = await loadFromB(memory, attestation);
    assert.deepEqual([loaded, modulesEmitted], [true, keyed ? 0 : 3], "bodies without proof stay");
  });
}

Deno.test("where labels are enforced, a copy has that of the compiler and needs no compile", async () => {
  const memory = memoryStores();
  const first = openSession(memory, { cfcMode: "enforce" });
  const identity = await replicate(first.runtime);
  await first.runtime.dispose();
  const next = openSession(memory, { cfcMode: "enforce" });
  assert.ok(await next.runtime.patterns.loadPatternByIdentity(identity, "default", "b"));
  assert.equal(next.runtime.counters().modulesEmitted, 0);
  await next.runtime.dispose();
  assert.deepEqual([...first.errors, ...next.errors], []);
});

Deno.test("cut off at any commit, whoever opens the space next completes the copy, once", async () => {
  const whole: string[] = [];
  const counted = openSession(watched(memoryStores(), whole));
  await replicate(counted.runtime);
  const [first, commits] = [whole.indexOf("a replicationIntent"), whole.length];
  await counted.runtime.dispose();
  assert.equal(commits - first, 3);
  for (let limit = first; limit <= commits; limit++) {
    const memory = memoryStores();
    const cut = openSession(watched(memory, [], limit));
    await replicate(cut.runtime).catch((error: Error) => assert.match(error.message, /cut off/));
    const wasIntended = limit > first;
    assert.equal((await intentsOf(memory)).length, wasIntended && limit < commits ? 1 : 0);
    await cut.runtime.dispose();
    const copied = await documentsIn(memory);
    const next = openSession(memory);
    await next.runtime.openSpace("a");
    await next.runtime.settled();
    assert.deepEqual(await intentsOf(memory), []);
    assert.deepEqual(next.errors, []);
    await next.runtime.dispose();
    const { loaded, modulesEmitted } = await loadFromB(memory);
    assert.deepEqual([loaded, modulesEmitted], [wasIntended, 0], `after ${limit} commits`);
    if (copied.length > 0) assert.deepEqual(await documentsIn(memory), copied, "nothing moved");
  }
});

/** Stores of which some spaces are out of reach. */
function reachable(stores: SpaceStores, away: Set<string>): SpaceStores {
  return (space) => away.has(space) ? Promise.reject(new Error("out of reach")) : stores(space);
}

Deno.test("a target that is out of reach is tried again, with longer and longer pauses", async () => {
  const memory = memoryStores();
  const away = new Set(["b"]);
  let tries = 0;
  const stores: SpaceStores = (space) => {
    if (space === "b") tries++;
    return reachable(memory, away)(space);
  };
  const { runtime, clock, errors } = openSession(stores);
  await assert.rejects(replicate(runtime), { name: "StoreUnavailableError" });
  await runtime.settled();
  assert.equal((await intentsOf(memory)).length, 1);
  const pauses: number[] = [];
  let before = tries;
  for (let second = 1; pauses.length < 4; second++) {
    clock.advance(1_000);
    await runtime.settled();
    if (tries > before) pauses.push(second);
    before = tries;
  }
  assert.deepEqual(pauses, [1, 3, 7, 15]);
  away.clear();
  clock.advance(16_000);
  await runtime.settled();
  assert.deepEqual(await intentsOf(memory), []);
  assert.deepEqual(errors, []);
  await runtime.dispose();
  assert.equal((await loadFromB(memory)).loaded, true);
});

Deno.test("after seven days of failures an intent is reported once, and kept", async () => {
  const clock = new FakeClock();
  const memory = memoryStores(() => clock.now);
  const away = new Set(["b"]);
  const first = openSession(reachable(memory, away), { clock });
  await assert.rejects(replicate(first.runtime));
  await first.runtime.dispose();
  clock.now += 6 * DAY_MS;
  const second = openSession(reachable(memory, away), { clock });
  await second.runtime.openSpace("a");
  await second.runtime.settled();
  assert.deepEqual(second.errors, [], "six days are not enough");
  clock.advance(DAY_MS);
  await second.runtime.settled();
  assert.deepEqual(second.errors.map(({ name, kind }) => [name, kind]), [
    ["ReplicationOverdueError", "store"],
  ]);
  const warnings = second.runtime.patterns.events.recent().filter(({ type }) => type === "warning");
  assert.equal(warnings.length, 1);
  clock.advance(DAY_MS);
  await second.runtime.settled();
  assert.equal(second.errors.length, 1);
  assert.equal((await intentsOf(memory)).length, 1);
  await second.runtime.dispose();
});

Deno.test("intents are carried out oldest first, and one that fails holds up nobody", async () => {
  const memory = memoryStores();
  const away = new Set(["b", "c", "d"]);
  const first = openSession(reachable(memory, away));
  const pattern = await first.runtime.patterns.compilePattern(chainProgram(), { space: "a" });
  for (const to of ["d", "b", "c"]) {
    await assert.rejects(first.runtime.patterns.replicatePatternToSpace(pattern, to, "a"));
  }
  await first.runtime.dispose();
  away.delete("d");
  away.delete("c");
  const next = openSession(reachable(memory, away));
  await next.runtime.openSpace("a");
  await next.runtime.settled();
  const copied = next.runtime.patterns.events.recent()
    .flatMap((event) => event.type === "replicated" ? event.to : []);
  assert.deepEqual(copied, ["d", "c"]);
  assert.deepEqual((await intentsOf(memory)).map(({ to }) => to), ["b"]);
  await next.runtime.dispose();
});

Deno.test("what its space cannot prove is not copied, and nothing is intended", async () => {
  const memory = memoryStores();
  const { runtime } = openSession(memory);
  const pattern = await runtime.patterns.compilePattern(chainProgram(), { space: "a" });
  const { identity } = runtime.patterns.getArtifactEntryRef(pattern)!;
  const store = await memory("a");
  const key = cacheDocumentKey(sourceDocKey(identity), nodeSha256);
  const [seq] = await store.heads([key]);
  await store.commit({ txId: "lost", reads: [], writes: [{ key, doc: null, base: seq! }] });
  await assert.rejects(runtime.patterns.replicatePatternToSpace(pattern, "b", "a"), {
    name: "PatternNotPersistableError",
    message: `Cannot persist the pattern: absent (${identity}).`,
  });
  assert.deepEqual(await intentsOf(memory), []);
  await runtime.dispose();
});
