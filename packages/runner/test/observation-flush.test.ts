/** When rows of runs that changed nothing are written: with the next commit, in time, or in number. */
import assert from "node:assert/strict";
import type { CommitBatch, SpaceStores } from "@commonfabric/storage";
import { memoryStores } from "../../storage/test/support/memory-store.ts";
import { handle, list, NUMBER, record } from "./support/natural.ts";
import {
  type Any,
  H,
  makeTestRuntime,
  runPattern,
  SPACE,
  type TestRuntime,
} from "./support/test-runtime.ts";

interface Watched {
  readonly test: TestRuntime;
  readonly piece: Any;
  /** Batches of this runtime since the last call: how many documents and rows each had. */
  sent(): { writes: number; rows: number }[];
}

/** `count` computations that say whether `n` is positive, all demanded and their rows written. */
async function watch(count: number, stores: SpaceStores = memoryStores()): Promise<Watched> {
  const batches: CommitBatch[] = [];
  const watched: SpaceStores = async (space) => {
    const store = await stores(space);
    return new Proxy(store, {
      get(target, name) {
        const member = Reflect.get(target, name);
        if (typeof member !== "function") return member;
        if (name !== "commit" && name !== "commitSync") return member.bind(target);
        return (batch: CommitBatch) => {
          batches.push(batch);
          return member.call(target, batch);
        };
      },
    });
  };
  const test = await makeTestRuntime({ stores: watched });
  const sign = test.source.add("sign", H.lift((n: number) => n > 0, NUMBER, {}));
  const add = test.source.add(
    "add",
    H.handler(
      NUMBER,
      record({ log: handle("cell", list(NUMBER)) }),
      (n: number, { log }: Any) => log.push(n),
    ),
  );
  const pattern = test.source.add(
    "signs",
    H.pattern((input: Any) => ({
      n: input.key("n"),
      signs: Array.from({ length: count }, () => sign(input.key("n"))),
      log: input.key("log"),
      add: add({ log: input.key("log") }),
    }), record({ n: NUMBER, log: list(NUMBER) })),
  );
  const piece = await runPattern(test, pattern, { n: 1, log: [] });
  piece.asSchema(true).sink(() => {});
  await test.runtime.settled();
  test.clock.advance(100);
  await test.runtime.settled();
  const sent = () =>
    batches.splice(0).map(({ writes, observations = [] }) => ({
      writes: writes.length,
      rows: observations.length,
    }));
  sent();
  return { test, piece, sent };
}

/** Every computation runs, and none has another output. */
async function change({ test, piece }: Watched, n: number): Promise<void> {
  const before = test.runtime.counters().computationRuns;
  await test.runtime.editWithRetry((tx) => piece.key("n").withTx(tx).set(n));
  await test.runtime.settled();
  assert.ok(test.runtime.counters().computationRuns > before);
}

Deno.test("rows wait for 100 ms, and go once", async () => {
  const watched = await watch(3);
  const { test, sent } = watched;
  await change(watched, 2);
  assert.deepEqual(sent(), [{ writes: 1, rows: 0 }]);
  test.clock.advance(99);
  await test.runtime.settled();
  assert.deepEqual(sent(), []);
  test.clock.advance(1);
  await test.runtime.settled();
  assert.deepEqual(sent(), [{ writes: 0, rows: 3 }]);
  test.clock.advance(1_000);
  await test.runtime.settled();
  assert.deepEqual(sent(), [], "nothing is left to write");
  await test.runtime.dispose();
  assert.deepEqual(sent(), []);
});

Deno.test("rows go with the next commit, one for each action", async () => {
  const watched = await watch(3);
  const { test, piece, sent } = watched;
  await change(watched, 2);
  await change(watched, 3);
  assert.deepEqual(sent(), [{ writes: 1, rows: 0 }, { writes: 1, rows: 3 }]);
  await test.runtime.sendEvent(piece.key("add"), 7);
  const [event] = sent();
  assert.ok(event!.writes > 0);
  assert.equal(event!.rows, 3);
  test.clock.advance(100);
  await test.runtime.settled();
  assert.deepEqual(sent(), [], "what went with a commit does not go again");
  await test.runtime.dispose();
});

Deno.test("256 rows do not wait for the time", async () => {
  const watched = await watch(300);
  const { test, sent } = watched;
  await change(watched, 2);
  assert.deepEqual(sent(), [{ writes: 1, rows: 0 }, { writes: 0, rows: 256 }]);
  test.clock.advance(100);
  await test.runtime.settled();
  assert.deepEqual(sent(), [{ writes: 0, rows: 44 }]);
  await test.runtime.dispose();
});

Deno.test("what waits is written when the runtime ends; what a crash loses only runs again", async () => {
  for (const isCrash of [false, true]) {
    const stores = memoryStores();
    const watched = await watch(3, stores);
    const { test, sent } = watched;
    await change(watched, 2);
    sent();
    if (!isCrash) await test.runtime.dispose();
    if (!isCrash) assert.deepEqual(sent(), [{ writes: 0, rows: 3 }]);
    const next = await makeTestRuntime({ stores, source: test.source });
    const piece: Any = next.runtime.getCell<Any>(SPACE, "piece");
    await piece.sync();
    await next.runtime.start(piece);
    assert.deepEqual((await piece.asSchema(true).pull()).signs, [true, true, true]);
    assert.equal(next.runtime.counters().computationRuns, isCrash ? 3 : 0);
    await next.runtime.dispose();
    if (isCrash) await test.runtime.dispose();
  }
});
