import assert from "node:assert/strict";
import type { SpaceStore, SpaceStores } from "@commonfabric/storage";
import { faultStore, InjectedFaultError } from "../../storage/test/support/fault-store.ts";
import { memoryStores } from "../../storage/test/support/memory-store.ts";
import { NUMBER, record, STRING } from "./support/natural.ts";
import {
  type Any,
  H,
  makeTestRuntime,
  runPattern,
  SPACE,
  type TestRuntime,
  withRuntime,
} from "./support/test-runtime.ts";

const bump = H.handler(
  true,
  record({ kept: { ...NUMBER, asCell: ["cell"] } }),
  (_: Any, { kept }: Any) => kept.increment(1),
);

/** A pattern with a cell, a computation and a child. */
function makePattern(test: TestRuntime, name: string, argument: Any = record({ n: NUMBER })): Any {
  const child = test.source.add(
    `${name}child`,
    H.pattern((input: Any) => ({ text: H.str`child ${input.key("n")}` }), record({ n: NUMBER })),
  );
  return test.source.add(
    name,
    H.pattern((input: Any) => {
      const kept = new H.Writable(0, NUMBER).for("kept", true);
      return {
        kept,
        $NAME: H.str`${name}`,
        text: H.str`${name} ${input.key("n")}`,
        child: child({ n: kept }),
        bump: bump({ kept }),
      };
    }, argument),
  );
}

function pieceOf(test: TestRuntime): Any {
  return test.runtime.getCell<Any>(SPACE, "piece");
}

/** A store whose calls all take a turn, with a gate before some of them. */
function asynchronous(stores: SpaceStores, wait: (method: string) => Promise<void>): SpaceStores {
  return async (space) => faultStore(await stores(space), { delay: (_call, name) => wait(name) });
}

async function storedPiece(): Promise<TestRuntime> {
  const first = await makeTestRuntime();
  await runPattern(first, makePattern(first, "one"), { n: 3 });
  await first.runtime.sendEvent(pieceOf(first).key("bump"), undefined);
  await first.runtime.settled();
  await first.runtime.dispose();
  return first;
}

Deno.test("a stop during any wait of a start wins: nothing runs, and the next start runs", async () => {
  const first = await storedPiece();
  for (let stopAt = 1;; stopAt++) {
    let calls = 0;
    let reached = false;
    const stops: { test?: TestRuntime } = {};
    const stores = asynchronous(first.stores, () => {
      if (stops.test !== undefined && ++calls === stopAt) {
        reached = true;
        stops.test.runtime.stop(pieceOf(stops.test));
      }
      return Promise.resolve();
    });
    const test = await makeTestRuntime({ stores, source: first.source });
    stops.test = test;
    const outcome = await test.runtime.start(pieceOf(test)).then(() => "ran", ({ name }) => name);
    delete stops.test;
    assert.equal(outcome, reached ? "AbortError" : "ran");
    assert.equal(test.runtime.snapshot().nodes.length > 0, !reached);
    assert.equal(await test.runtime.start(pieceOf(test)), true);
    assert.equal(await pieceOf(test).key("child", "text").pull(), "child 1");
    assert.deepEqual(test.errors, []);
    await test.runtime.dispose();
    if (!reached) {
      assert.ok(stopAt > 3);
      break;
    }
  }
});

Deno.test("two starts at once are one; after a stop a start is another one", async () => {
  const first = await storedPiece();
  const test = await makeTestRuntime({ stores: first.stores, source: first.source });
  const { runtime } = test;
  const piece = pieceOf(test);
  const starts = [runtime.start(piece), runtime.start(piece)];
  assert.deepEqual(await Promise.all(starts), [true, true]);
  assert.equal(test.events.filter(({ type }) => type === "resumed").length, 1);
  runtime.stop(piece);
  const overtaken = runtime.start(piece);
  runtime.stop(piece);
  const next = runtime.start(piece);
  await assert.rejects(overtaken, { name: "AbortError" });
  assert.equal(await next, true);
  await runtime.dispose();
});

Deno.test("a pointer that changes during a start: the next pattern runs", async () => {
  const first = await storedPiece();
  const two = makePattern(first, "two");
  let change: (() => Promise<void>) | undefined;
  const load = first.source.loadPatternByIdentity.bind(first.source);
  first.source.isLive = false;
  first.source.loadPatternByIdentity = async (identity) => {
    await change?.();
    return await load(identity);
  };
  const other = await makeTestRuntime({ stores: first.stores, source: first.source });
  const test = await makeTestRuntime({ stores: first.stores, source: first.source });
  change = async () => {
    change = undefined;
    const ref = { ...first.source.getArtifactEntryRef(two)! };
    await other.runtime.editWithRetry((tx) =>
      pieceOf(other).withTx(tx).setMetaRaw("patternIdentity", ref)
    );
  };
  assert.equal(await test.runtime.start(pieceOf(test)), true);
  assert.equal(await pieceOf(test).key("text").pull(), "two 3");
  assert.equal(await pieceOf(test).key("kept").pull(), 1);
  for (const each of [test, other]) await each.runtime.dispose();
});

Deno.test("a set-up that was cut off between pointer and documents is finished by the next start", async () => {
  const first = await storedPiece();
  const test = await makeTestRuntime({ stores: first.stores, source: first.source });
  const argument = record({ n: NUMBER, more: { ...STRING, default: "fresh" } }, ["n"]);
  const two = makePattern(test, "two", argument);
  const ref = { ...test.source.getArtifactEntryRef(two)! };
  const piece = pieceOf(test);
  await test.runtime.editWithRetry((tx) => piece.withTx(tx).setMetaRaw("patternIdentity", ref));
  await test.runtime.start(piece);
  assert.deepEqual({ ...piece.getMetaRaw("patternSetupIdentity") }, ref);
  const link = piece.getMetaRaw("argument")["/"]["link@1"];
  const stored = test.runtime.getCellFromLink<Any>({
    "/": { "link@1": { ...link, space: SPACE } },
  });
  assert.deepEqual({ ...stored.getRaw() as object }, { more: "fresh", n: 3 });
  assert.equal(await piece.key("text").pull(), "two 3");
  assert.equal(await piece.key("kept").pull(), 1);
  await test.runtime.dispose();
});

Deno.test("a name that was given is kept with the same pattern, and replaced by another one", () =>
  withRuntime(async (test) => {
    const { runtime, source } = test;
    const one = makePattern(test, "one");
    const piece = await runPattern(test, one, { n: 1 });
    await runtime.editWithRetry((tx) => {
      const stored = piece.withTx(tx);
      stored.set({ ...stored.getRaw(), $NAME: "mine" });
    });
    runtime.stop(piece);
    await runPattern(test, one, undefined);
    assert.equal(await piece.key("$NAME").pull(), "mine");
    // The same module with another symbol is another pattern.
    const identity = source.getArtifactEntryRef(one)!.identity;
    const sibling = makePattern(test, "sibling");
    const refOf = source.getArtifactEntryRef.bind(source);
    source.getArtifactEntryRef = (value) =>
      value === sibling ? { identity, symbol: "other" } : refOf(value);
    runtime.stop(piece);
    await runPattern(test, sibling, undefined);
    assert.equal(await piece.key("$NAME").pull(), "sibling");
  }));

Deno.test("without module: set up, started, reused and named in the session, never stored", () =>
  withRuntime(async (test) => {
    const { runtime } = test;
    const body = (input: Any) => ({ $NAME: "given", n: input.key("n") });
    const make = () => H.pattern(body, record({ n: NUMBER }));
    const piece = runtime.getCell<Any>(SPACE, "piece");
    const setUp = (pattern: Any) =>
      runtime.editWithRetry((tx) => runtime.setup(tx, pattern, { n: 1 }, piece.withTx(tx)));
    const first = await setUp(make());
    assert.match(first.ref!.identity, /^keyless:/);
    assert.equal(first.needsStart, true);
    await runtime.start(piece);
    assert.equal(await piece.key("n").pull(), 1);
    // The same graph is the same pattern.
    const again = await setUp(make());
    assert.deepEqual(again, { ref: first.ref, needsStart: false });
    assert.equal(piece.getMetaRaw("patternIdentity"), undefined);
    await runtime.editWithRetry((tx) =>
      piece.withTx(tx).set({ ...piece.withTx(tx).getRaw() as object, $NAME: "mine" })
    );
    runtime.stop(piece);
    await setUp(make());
    assert.equal(piece.key("$NAME").getRaw(), "mine");
    const other = await setUp(H.pattern(() => ({ $NAME: "other" })));
    assert.notEqual(other.ref!.identity, first.ref!.identity);
    assert.equal(piece.key("$NAME").getRaw(), "other");
  }));

Deno.test("dispose waits for what is under way, and says what it had to leave", async () => {
  const test = await makeTestRuntime();
  const gate = Promise.withResolvers<void>();
  const { source, runtime, clock, errors, stores } = test;
  source.ensurePatternPersisted = () => gate.promise;
  const tx = runtime.edit();
  runtime.run(tx, makePattern(test, "one"), { n: 3 }, pieceOf(test).withTx(tx));
  const committed = tx.commit();
  let isDone = false;
  const disposed = runtime.dispose().then(() => isDone = true);
  await Promise.resolve();
  assert.equal(isDone, false);
  gate.resolve();
  assert.ok("ok" in await committed);
  await disposed;
  const store = await stores(SPACE);
  assert.equal((await store.list({ limit: 100 })).length > 3, true);
  assert.deepEqual(errors, []);

  const late = await makeTestRuntime({ stores, clock });
  late.source.ensurePatternPersisted = () => new Promise(() => {});
  const open = late.runtime.edit();
  late.runtime.run(
    open,
    makePattern(late, "two"),
    { n: 3 },
    late.runtime.getCell(SPACE, "b", { tx: open }),
  );
  void open.commit();
  const given = late.runtime.dispose({ deadlineMs: 1_000 });
  clock.advance(1_000);
  await given;
  assert.deepEqual(late.errors.map(({ name, message }) => [name, message]), [[
    "DisposeTimeoutError",
    "The runtime was disposed of and did not finish within 1000 ms: commits (1)",
  ]]);
});

Deno.test("dispose during a swap and a start: nothing runs afterwards, nothing is left open", async () => {
  const first = await storedPiece();
  const gate = Promise.withResolvers<void>();
  const load = first.source.loadPatternByIdentity.bind(first.source);
  const test = await makeTestRuntime({ stores: first.stores, source: first.source });
  await test.runtime.start(pieceOf(test));
  const two = makePattern(test, "two");
  first.source.isLive = false;
  first.source.loadPatternByIdentity = async (identity) => {
    await gate.promise;
    return await load(identity);
  };
  const ref = { ...first.source.getArtifactEntryRef(two)! };
  await test.runtime.editWithRetry((tx) =>
    pieceOf(test).withTx(tx).setMetaRaw("patternIdentity", ref)
  );
  const other = await makeTestRuntime({ stores: first.stores, source: first.source });
  const start = other.runtime.start(pieceOf(other));
  const disposed = [test.runtime.dispose(), other.runtime.dispose()];
  gate.resolve();
  await assert.rejects(start, { name: "AbortError" });
  await Promise.all(disposed);
  assert.deepEqual(test.events.filter(({ type }) => type === "swapped"), []);
  assert.deepEqual(other.events.filter(({ type }) => type === "resumed"), []);
  assert.deepEqual([...test.errors, ...other.errors], []);
});

type Step = (test: TestRuntime) => Promise<void>;

/** Runs `steps` on stores whose n-th call fails, for every n, before or after its effect. */
async function sweep(when: "before" | "after", steps: Step, check: Step): Promise<void> {
  for (let call = 1;; call++) {
    const memory = memoryStores();
    let isReached = false;
    const stores: SpaceStores = async (space): Promise<SpaceStore> => {
      let calls = 0;
      return faultStore(await memory(space), {
        fail: { call, when },
        onCall: () => void (isReached ||= ++calls === call),
      });
    };
    const test = await makeTestRuntime({ stores: memory });
    const faulty = await makeTestRuntime({ stores, source: test.source }).catch((error) => {
      assert.equal(error.name, "StoreUnavailableError");
    });
    if (faulty !== undefined) {
      await steps(faulty).catch((error: Error) => {
        const cause = error.cause ?? error;
        assert.ok(
          cause instanceof InjectedFaultError ||
            (cause as Error).cause instanceof InjectedFaultError,
          `${error.name}: ${error.message}`,
        );
      });
      await faulty.runtime.settled().catch(() => {});
      await faulty.runtime.dispose();
    }
    await check(test);
    await test.runtime.dispose();
    if (isReached) continue;
    assert.ok(call > 10);
    break;
  }
}

for (const when of ["before", "after"] as const) {
  Deno.test(`a store call that fails ${when} its effect leaves no half-started piece`, () =>
    sweep(when, async (test) => {
      const { runtime } = test;
      const piece = pieceOf(test);
      const one = makePattern(test, "one");
      await runtime.editWithRetry((tx) => void runtime.run(tx, one, { n: 3 }, piece.withTx(tx)));
      await runtime.sendEvent(piece.key("bump"), undefined);
      await runtime.setPattern(piece, makePattern(test, "two"));
      runtime.stop(piece);
      await runtime.start(piece);
    }, async (test) => {
      const piece = pieceOf(test);
      await piece.sync();
      const started = await test.runtime.start(piece).catch((error: Error) => error.message);
      if (started !== true) {
        assert.equal(started, "Cannot start: no pattern identity");
        assert.equal(piece.getRaw(), undefined);
        return;
      }
      const kept = await piece.key("kept").pull();
      assert.ok(kept === 0 || kept === 1);
      assert.equal(await piece.key("child", "text").pull(), `child ${kept}`);
      assert.match(await piece.key("text").pull(), /^(one|two) 3$/);
      assert.equal(
        (await test.runtime.sendEvent(piece.key("bump"), undefined)).status,
        "committed",
      );
      assert.equal(await piece.key("child", "text").pull(), `child ${kept + 1}`);
      assert.deepEqual(test.errors, []);
    }));
}

Deno.test("who waits for a runtime that is disposed of is told so, at whatever step", async () => {
  for (let ticks = 0; ticks < 40; ticks++) {
    const test = await makeTestRuntime();
    const { runtime, errors } = test;
    const count = H.handler(true, { type: "object", properties: {} }, () => {});
    const piece = await runPattern(test, H.pattern(() => ({ count: count({}) })), {});
    const pulled = piece.key("count").pull().then(() => "read", (error: Error) => error.name);
    const sent = [1, 2].map((payload) => runtime.sendEvent(piece.key("count"), payload));
    for (let tick = 0; tick < ticks; tick++) await Promise.resolve();
    await runtime.dispose();
    for (const { status, error } of await Promise.all(sent)) {
      if (status !== "committed") assert.equal((error as Error).name, "RuntimeDisposedError");
    }
    assert.ok(["read", "RuntimeDisposedError"].includes(await pulled));
    assert.deepEqual(errors, [], `disposed of after ${ticks} steps`);
    await assert.rejects(() => piece.pull(), { name: "RuntimeDisposedError" });
  }
});
