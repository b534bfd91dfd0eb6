/** Resuming what reads another space, over stores that answer later, and while others write. */
import assert from "node:assert/strict";
import type { SpaceStore, SpaceStores } from "@commonfabric/storage";
import { memoryStores } from "../../storage/test/support/memory-store.ts";
import { asynchronous } from "./support/cell-host.ts";
import { list, NUMBER, record } from "./support/natural.ts";
import {
  type Any,
  FakeSource,
  H,
  makeTestRuntime,
  runPattern,
  SPACE,
  type TestRuntime,
} from "./support/test-runtime.ts";

const FAR = "far";
const NONE = { absent: 0, implementation: 0, fingerprint: 0, reads: 0, outputs: 0 };

const source = new FakeSource();
const over = source.add("over", H.lift((n: number) => n + 1, NUMBER, NUMBER));
const twice = source.add("twice", H.lift((n: number) => n * 2, NUMBER, NUMBER));
const sum = source.add("sum", H.lift(([a, b]: Any) => a + b, list(NUMBER), NUMBER));
const row = source.add(
  "row",
  H.pattern((input: Any) => ({ d: twice(input.key("element")) }), record({ element: NUMBER })),
);
/** `over` and `sum` depend on the other space, `near` on this one, `rows` on both. */
const pattern = source.add(
  "program",
  H.pattern((input: Any) => {
    const far = over(input.key("far", "v"));
    const near = twice(input.key("n"));
    return {
      over: far,
      near,
      sum: sum([far, near]),
      rows: input.key("xs").mapWithPattern(row, {}),
    };
  }, record({ n: NUMBER, far: record({ v: NUMBER }), xs: list(NUMBER) })),
);
const CLEAN = { over: 11, near: 4, sum: 15, rows: [{ d: 2 }, { d: 20 }] };

async function leave(stores: SpaceStores): Promise<void> {
  const test = await makeTestRuntime({ stores, source });
  const { runtime } = test;
  const far = runtime.getCell<Any>(FAR, "doc");
  await far.sync();
  await runtime.editWithRetry((tx) => far.withTx(tx).set({ v: 10 }));
  const piece = await runPattern(test, pattern, { n: 2, far, xs: [1, far.key("v")] });
  assert.deepEqual(await piece.asSchema(true).pull(), CLEAN);
  await runtime.settled();
  assert.deepEqual(test.errors, []);
  await runtime.dispose();
}

/** Somebody who does not run the piece writes one place of it. */
async function edit(stores: SpaceStores, space: string, value: number): Promise<void> {
  const { runtime } = await makeTestRuntime({ stores, source });
  await runtime.getCell<Any>(SPACE, "piece").sync();
  const place = space === FAR
    ? runtime.getCell<Any>(FAR, "doc").key("v")
    : argumentOf(runtime).key("n");
  await place.sync();
  await runtime.editWithRetry((tx) => place.withTx(tx).set(value));
  await runtime.dispose();
}

function argumentOf(runtime: TestRuntime["runtime"]): Any {
  const piece = runtime.getCell<Any>(SPACE, "piece");
  const fields = (piece.getMetaRaw("argument") as Any)["/"]["link@1"];
  return runtime.getCellFromLink({ "/": { "link@1": { ...fields, space: SPACE } } });
}

async function start(stores: SpaceStores): Promise<{ test: TestRuntime; piece: Any }> {
  const test = await makeTestRuntime({ stores, source });
  const piece = test.runtime.getCell<Any>(SPACE, "piece");
  await piece.sync();
  await test.runtime.start(piece);
  return { test, piece };
}

function ranIn({ events }: TestRuntime): string[] {
  return events.flatMap((event) => event.type === "ran" ? [event.action] : [])
    .map((action) => action.replace(/^(cf:module\/|builtin:)/, "").replace(/x*A?:.*$/, "")).sort();
}

/** Resumes the piece in a runtime of its own; what it shows, what ran, and what was not accepted. */
async function resume(stores: SpaceStores): Promise<Any> {
  const { test, piece } = await start(stores);
  const shown = await piece.asSchema(true).pull();
  await test.runtime.settled();
  assert.deepEqual(test.errors, []);
  const { observationsRejected: rejected } = test.runtime.counters();
  await test.runtime.dispose();
  return { shown, ran: ranIn(test), rejected };
}

for (
  const [kind, make] of [
    ["synchronous", () => memoryStores()],
    ["asynchronous", () => asynchronous(memoryStores())],
  ] as const
) {
  Deno.test(`inputs of this and another space: exactly what depends on an edit runs (${kind})`, async () => {
    const stores = make();
    await leave(stores);
    assert.deepEqual(await resume(stores), { shown: CLEAN, ran: [], rejected: NONE });
    await edit(stores, FAR, 20);
    assert.deepEqual(await resume(stores), {
      shown: { over: 21, near: 4, sum: 25, rows: [{ d: 2 }, { d: 40 }] },
      ran: ["over", "sum", "twice"],
      rejected: { ...NONE, reads: 2 },
    });
    await edit(stores, SPACE, 5);
    const last = { over: 21, near: 10, sum: 31, rows: [{ d: 2 }, { d: 40 }] };
    const dependents = ["sum", "twice"];
    assert.deepEqual(await resume(stores), {
      shown: last,
      ran: dependents,
      rejected: { ...NONE, reads: 1 },
    });
    assert.deepEqual(await resume(stores), { shown: last, ran: [], rejected: NONE });
  });

  Deno.test(`an edit between the fetch of the rows and the registration is seen (${kind})`, async () => {
    for (const space of [SPACE, FAR]) {
      for (const call of ["observations", "read"] as const) {
        const stores = make();
        await leave(stores);
        const hooked = afterCall(stores, call, () => edit(stores, space, 20));
        const { shown, ran } = await resume(hooked);
        const expected = space === FAR
          ? { over: 21, near: 4, sum: 25, rows: [{ d: 2 }, { d: 40 }] }
          : { over: 11, near: 40, sum: 51, rows: [{ d: 2 }, { d: 20 }] };
        assert.deepEqual(shown, expected, `${space}, after ${call}`);
        assert.deepEqual(ran, space === FAR ? ["over", "sum", "twice"] : ["sum", "twice"]);
      }
    }
  });
}

/**
 * Stores that let somebody write when `call` has answered, and hand on the answer of before. Reads
 * count from the first one behind the rows.
 */
function afterCall(
  stores: SpaceStores,
  call: "observations" | "read",
  write: () => Promise<void>,
): SpaceStores {
  let hasRows = false;
  let isDone = false;
  return async (space) => {
    const store = await stores(space);
    const hook = async <T>(answer: Promise<T>): Promise<T> => {
      const found = await answer;
      if (!isDone) {
        isDone = true;
        await write();
      }
      return found;
    };
    const own: SpaceStore = {
      ...asPlain(store),
      observations: (pieces) => {
        hasRows = true;
        const rows = store.observations(pieces);
        return call === "observations" ? hook(rows) : rows;
      },
      read: (keys) => {
        const found = store.read(keys);
        return call === "read" && hasRows ? hook(found) : found;
      },
    };
    return own;
  };
}

function asPlain(store: SpaceStore): SpaceStore {
  return {
    space: store.space,
    heads: (keys) => store.heads(keys),
    read: (keys) => store.read(keys),
    readBlobs: (hashes) => store.readBlobs(hashes),
    commit: (batch) => store.commit(batch),
    subscribe: (after, fn) => store.subscribe(after, fn),
    observations: (pieces) => store.observations(pieces),
    affected: (keys) => store.affected(keys),
    list: (query) => store.list(query),
    blobStats: () => store.blobStats(),
    upkeep: store.upkeep,
    head: () => store.head(),
    close: () => store.close(),
    ...(store.readSync === undefined ? {} : { readSync: (key) => store.readSync!(key) }),
    ...(store.commitSync === undefined ? {} : { commitSync: (batch) => store.commitSync!(batch) }),
  };
}

Deno.test("a space that cannot be reached at the resume: what read it runs when it is back", async () => {
  const base = memoryStores();
  await leave(base);
  let isDown = true;
  const stores: SpaceStores = (space) =>
    space === FAR && isDown ? Promise.reject(new Error("no route")) : base(space);
  const { test, piece } = await start(stores);
  const { runtime, clock } = test;
  assert.deepEqual(runtime.counters().observationsRejected, { ...NONE, reads: 2 });
  const cancel = piece.key("sum").sink(() => {});
  assert.equal(await piece.key("near").pull(), 4);
  await turns();
  assert.deepEqual(ranIn(test), [], "what reads only this space goes on");
  assert.equal(piece.key("sum").get(), 15, "outputs stay as they are");
  assert.deepEqual(test.errors.map(({ kind, name }) => [kind, name]), [
    ["store", "StoreUnavailableError"],
  ]);
  await edit(base, FAR, 20);
  isDown = false;
  for (let second = 0; second < 5; second++) {
    clock.advance(5_000);
    await turns();
  }
  assert.deepEqual(await piece.asSchema(true).pull(), {
    over: 21,
    near: 4,
    sum: 25,
    rows: [{ d: 2 }, { d: 40 }],
  });
  assert.deepEqual(ranIn(test), ["over", "sum", "twice"]);
  cancel();
  await runtime.dispose();
});

/** Lets everything happen that needs no clock. */
async function turns(): Promise<void> {
  for (let turn = 0; turn < 300; turn++) await Promise.resolve();
}
