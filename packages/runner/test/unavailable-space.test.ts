/** A space that cannot be reached: nothing reads as undefined, nothing spins, everything recovers. */
import assert from "node:assert/strict";
import type { SpaceStores } from "@commonfabric/storage";
import { memoryStores } from "../../storage/test/support/memory-store.ts";
import { asynchronous } from "./support/cell-host.ts";
import { handle, LIST_OF_ANY, NUMBER, record } from "./support/natural.ts";
import {
  type Any,
  H,
  makeTestRuntime,
  runPattern,
  SPACE,
  type TestRuntime,
} from "./support/test-runtime.ts";

const FAR = "far";

/** Stores of which one cannot be opened while `isDown`. */
function failing(stores: SpaceStores): { stores: SpaceStores; isDown: boolean; tries: number } {
  const state = {
    isDown: true,
    tries: 0,
    stores: (space: string) => {
      if (space !== FAR) return stores(space);
      state.tries++;
      return state.isDown ? Promise.reject(new Error("no route")) : stores(space);
    },
  };
  return state;
}

const sum = H.lift(
  ({ far, n }: Any) => far.v + n,
  record({ far: record({ v: NUMBER }), n: NUMBER }),
  NUMBER,
);
const double = H.lift((n: number) => n * 2, NUMBER, NUMBER);
const add = H.handler(true, record({ n: handle("cell", NUMBER) }), (_: unknown, { n }: Any) => {
  n.increment();
});
const copy = H.handler(
  true,
  record({ n: handle("cell", NUMBER), far: record({ v: NUMBER }) }),
  (_: unknown, { n, far }: Any) => n.set(far.v),
);
const pattern = H.pattern(
  ({ far, n }: Any) => ({
    n,
    sum: sum({ far, n }),
    double: double(n),
    add: add({ n }),
    copy: copy({ far, n }),
  }),
  record({ far: record({ v: NUMBER }), n: { ...NUMBER, default: 1 } }, ["far"]),
);

/** Lets everything happen that needs no clock. */
async function turns(): Promise<void> {
  for (let turn = 0; turn < 300; turn++) await Promise.resolve();
}

async function advance({ clock }: TestRuntime, ms: number): Promise<void> {
  clock.advance(ms);
  await turns();
}

for (const kind of ["synchronous", "asynchronous"]) {
  Deno.test(`a computation over an unreachable space keeps its output and is tried again (${kind})`, async () => {
    const base = kind === "synchronous" ? memoryStores() : asynchronous(memoryStores());
    const writer = await makeTestRuntime({ stores: base });
    await writer.runtime.editWithRetry((tx) =>
      writer.runtime.getCell<Any>(FAR, "doc", { tx }).set({ v: 7 })
    );
    const far = failing(base);
    const test = await makeTestRuntime({ stores: far.stores });
    const { runtime, errors } = test;
    const link = runtime.getCell(FAR, "doc");
    const piece = await runPattern(test, pattern, { far: link });
    const shown: Record<string, unknown[]> = { sum: [], double: [] };
    for (const name of ["sum", "double"]) {
      piece.key(name).sink((value: unknown) => void shown[name]!.push(value));
    }
    await runtime.idle();
    await turns();
    assert.deepEqual(shown, { sum: [undefined], double: [2] });
    assert.deepEqual(errors.map(({ kind, name }) => [kind, name]), [
      ["store", "StoreUnavailableError"],
    ]);
    assert.equal((await runtime.sendEvent(piece.key("add"), undefined)).status, "committed");
    await runtime.idle();
    assert.deepEqual(shown.double, [2, 4]);
    const waits: number[] = [];
    for (let waited = 0; waited < 500; waited += 10) {
      const before = far.tries;
      await advance(test, 10);
      if (far.tries > before) waits.push(waited + 10);
    }
    assert.equal(waits.length, 3, `tries after ${waits} ms`);
    assert.ok(waits[1]! - waits[0]! < waits[2]! - waits[1]!);
    assert.equal(errors.length, 1);
    far.isDown = false;
    await advance(test, 5_000);
    await runtime.settled();
    assert.deepEqual(shown.sum, [undefined, 9]);
    await runtime.dispose();
    await writer.runtime.dispose();
  });
}

Deno.test("pull and sync of an unreachable space fail, and say which", async () => {
  const far = failing(memoryStores());
  const { runtime } = await makeTestRuntime({ stores: far.stores });
  const cell = runtime.getCell(FAR, "doc");
  for (const read of [() => cell.pull(), () => cell.sync()]) {
    await assert.rejects(read, { name: "StoreUnavailableError", space: FAR });
  }
  assert.throws(() => cell.get(), { name: "NotResidentError", space: FAR });
  far.isDown = false;
  assert.equal(await cell.pull(), undefined);
  await runtime.dispose();
});

Deno.test("an event waits for the space that its handler reads, and is dropped when that stays away", async () => {
  const base = memoryStores();
  const writer = await makeTestRuntime({ stores: base });
  await writer.runtime.editWithRetry((tx) =>
    writer.runtime.getCell<Any>(FAR, "doc", { tx }).set({ v: 7 })
  );
  const far = failing(base);
  const test = await makeTestRuntime({ stores: far.stores });
  const { runtime, errors } = test;
  const piece = await runPattern(test, pattern, { far: runtime.getCell(FAR, "doc") });
  const failed = runtime.sendEvent(piece.key("copy"), undefined);
  await turns();
  for (let tries = 0; tries < 8; tries++) await advance(test, 10_000);
  const { status, error } = await failed;
  assert.deepEqual([status, (error as Error).name], ["failed", "StoreUnavailableError"]);
  assert.equal(far.tries, 8);
  assert.deepEqual(errors.map(({ kind }) => kind), ["handler"]);
  const waiting = runtime.sendEvent(piece.key("copy"), undefined);
  await turns();
  far.isDown = false;
  await advance(test, 100);
  assert.equal((await waiting).status, "committed");
  assert.equal(await piece.key("n").pull(), 7);
  await runtime.dispose();
  await writer.runtime.dispose();
});

Deno.test("a computation that a store would not take is stored once the store answers again", async () => {
  const base = memoryStores();
  let isDown = false;
  const stores: SpaceStores = async (space) => {
    const store = await asynchronous(base)(space);
    return {
      ...store,
      commit: (batch) => isDown ? Promise.reject(new Error("no route")) : store.commit(batch),
    };
  };
  const test = await makeTestRuntime({ stores });
  const { runtime, errors } = test;
  const piece = await runPattern(test, pattern, { far: { v: 1 } });
  isDown = true;
  const stop = piece.key("double").sink(() => {});
  await turns();
  assert.deepEqual(errors.map(({ name }) => name), ["StoreUnavailableError"]);
  isDown = false;
  await advance(test, 5_000);
  await runtime.settled();
  const other = await makeTestRuntime({ stores: base });
  const { id, space } = piece.key("double").resolveAsCell().getAsNormalizedFullLink();
  const stored = other.runtime.getCellFromLink<Any>({ "/": { "link@1": { id, space, path: [] } } });
  assert.equal(await stored.pull(), 2);
  assert.equal(errors.length, 1);
  stop();
  for (const { runtime } of [test, other]) await runtime.dispose();
});

Deno.test("pulls and handlers wait for computations whose documents are on their way", async () => {
  const base = memoryStores();
  const writer = await makeTestRuntime({ stores: base });
  await writer.runtime.editWithRetry((tx) =>
    writer.runtime.getCell<Any>(FAR, "doc", { tx }).set({ v: 7 })
  );
  const seen: unknown[] = [];
  const note = H.handler(
    true,
    record({ sum: handle("readonly", NUMBER), plain: NUMBER }),
    (_: unknown, { sum, plain }: Any) => void seen.push([sum.get(), plain]),
  );
  const noting = H.pattern(
    ({ far, n }: Any) => {
      const total = sum({ far, n });
      return { total, note: note({ sum: total, plain: total }) };
    },
    record({ far: record({ v: NUMBER }), n: { ...NUMBER, default: 1 } }, ["far"]),
  );
  for (const order of ["pull", "event"]) {
    const test = await makeTestRuntime({ stores: asynchronous(base) });
    const { runtime } = test;
    const piece = await runPattern(test, noting, { far: runtime.getCell(FAR, "doc") }, order);
    if (order === "pull") assert.equal(await piece.key("total").pull(), 8);
    assert.equal((await runtime.sendEvent(piece.key("note"), undefined)).status, "committed");
    assert.deepEqual(seen.splice(0), [[8, 8]]);
    await runtime.dispose();
  }
  await writer.runtime.dispose();
});

Deno.test("documents of a long list are fetched in a few rounds, not one for each", async () => {
  const base = memoryStores();
  const writer = await makeTestRuntime({ stores: base });
  const items = Array.from({ length: 150 }, (_, at) => ({ at }));
  writer.runtime.getCell<Any>(SPACE, "items").set(items);
  const stores = asynchronous(base);
  const reader = await makeTestRuntime({ stores });
  const cell = reader.runtime.getCell<Any>(SPACE, "items");
  await cell.sync();
  assert.deepEqual(cell.get(), items);
  const puller = await makeTestRuntime({ stores });
  assert.deepEqual(await puller.runtime.getCell(SPACE, "items").pull(), items);
  assert.equal(puller.runtime.counters().suspensions, 2);
  const remover = await makeTestRuntime({ stores });
  const remove = H.handler(
    true,
    record({ items: handle("cell", LIST_OF_ANY), last: handle("cell") }),
    (_: unknown, { items, last }: Any) => items.remove(last),
  );
  const removing = H.pattern(
    ({ items, last }: Any) => ({ remove: remove({ items, last }) }),
    record({ items: LIST_OF_ANY, last: true }),
  );
  const list = remover.runtime.getCell<Any>(SPACE, "items");
  const piece = await runPattern(remover, removing, { items: list, last: cell.key(149) });
  assert.equal(
    (await remover.runtime.sendEvent(piece.key("remove"), undefined)).status,
    "committed",
  );
  assert.equal((await list.pull() as unknown[]).length, 149);
  assert.ok(remover.runtime.counters().suspensions < 20);
  for (const { runtime } of [writer, reader, puller, remover]) await runtime.dispose();
});

Deno.test("code that needs another document in every round gets SuspensionLimitError", async () => {
  const base = memoryStores();
  const writer = await makeTestRuntime({ stores: base });
  await writer.runtime.editWithRetry((tx) => {
    for (let at = 0; at < 130; at++) {
      const next = writer.runtime.getCell<Any>(SPACE, `chain${at + 1}`);
      writer.runtime.getCell<Any>(SPACE, `chain${at}`, { tx }).set({ next });
    }
  });
  const test = await makeTestRuntime({ stores: asynchronous(base) });
  const node = record({ next: handle("cell") }, []);
  const walk = ({ first }: Any) => {
    let length = 0;
    for (let at = first; at.get() !== undefined; at = at.key("next").resolveAsCell()) {
      try {
        length++;
      } catch {
        // What suspends a run cannot be caught away.
      }
    }
    return length;
  };
  const count = H.lift(walk, record({ first: handle("cell", node) }), NUMBER);
  const serve = H.handler(
    true,
    record({ first: handle("cell", node) }),
    (_: unknown, state: Any) => void walk(state),
  );
  const chain = H.pattern(
    ({ first }: Any) => ({ length: count({ first }), serve: serve({ first }) }),
    record({ first: true }),
  );
  const short = test.runtime.getCell(SPACE, "chain50");
  const argument = { first: short };
  const fits = await runPattern(test, chain, argument, "fits");
  assert.equal(await fits.key("length").pull(), 80);
  const second = await makeTestRuntime({ stores: asynchronous(base) });
  const tooLong = await runPattern(
    second,
    chain,
    { first: second.runtime.getCell(SPACE, "chain0") },
    "too long",
  );
  const outcome = await second.runtime.sendEvent(tooLong.key("serve"), undefined);
  assert.deepEqual(
    [outcome.status, (outcome.error as Error).name],
    ["failed", "SuspensionLimitError"],
  );
  const third = await makeTestRuntime({ stores: asynchronous(base) });
  const again = await runPattern(
    third,
    chain,
    { first: third.runtime.getCell(SPACE, "chain0") },
    "again",
  );
  assert.equal(await again.key("length").pull(), undefined);
  assert.deepEqual(third.errors.map(({ kind, name }) => [kind, name]), [
    ["action", "SuspensionLimitError"],
  ]);
  for (const { runtime } of [writer, test, second, third]) await runtime.dispose();
});
