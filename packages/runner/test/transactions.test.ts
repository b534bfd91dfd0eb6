/** Transactions: logs, conflicts, rebase, pending commits, change notifications. */
import assert from "node:assert/strict";
import type { SpaceStores } from "@commonfabric/storage";
import { type FaultPlan, faultStore } from "../../storage/test/support/fault-store.ts";
import { memoryStores } from "../../storage/test/support/memory-store.ts";
import { changeAffects, differences } from "../transactions/changes.ts";
import { editWithRetry } from "../transactions/edit-with-retry.ts";
import { RunnerTransaction } from "../transactions/transaction.ts";
import type { Cell, ReadEntry } from "../types.ts";
import { asynchronous, type Fixture, makeFixture } from "./support/cell-host.ts";

const turn = () => new Promise<void>((resolve) => setTimeout(resolve, 0));

/** Two runtimes on one store; the second one has read cell `a` and has not heard of changes yet. */
async function twoRuntimes(wrap: (stores: SpaceStores) => SpaceStores = (stores) => stores) {
  const stores = memoryStores();
  const left = await makeFixture(stores);
  const right = await makeFixture(wrap(stores));
  return { left, right };
}

const begin = (fixture: Fixture) => new RunnerTransaction(fixture.spaces);

Deno.test("a transaction sees its own writes and nobody else does before the commit", async () => {
  const fixture = await makeFixture();
  const cell = fixture.cell("a");
  const tx = begin(fixture);
  cell.withTx(tx).set({ n: 1 });
  assert.deepEqual(cell.withTx(tx).get(), { n: 1 });
  assert.equal(cell.get(), undefined);
  await tx.commit();
  assert.deepEqual(cell.get(), { n: 1 });
});

Deno.test("the first touch of a document fixes what a transaction sees of it", async () => {
  const fixture = await makeFixture();
  const cell = fixture.cell("a");
  cell.set(1);
  const tx = begin(fixture);
  assert.equal(cell.withTx(tx).get(), 1);
  cell.set(2);
  assert.equal(cell.withTx(tx).get(), 1);
});

Deno.test("the write log is the net difference, leaf by leaf", async () => {
  const fixture = await makeFixture();
  const cell = fixture.cell("a");
  cell.set({ a: 1, b: { c: 2, d: 3 }, gone: 0 });
  const tx = begin(fixture);
  cell.withTx(tx).key("a").set(9);
  cell.withTx(tx).key("a").set(1);
  cell.withTx(tx).set({ a: 1, b: { c: 5, d: 3 }, fresh: [1] });
  const log = tx.writeLog.map(({ address, before, after }) => ({
    path: address.path,
    before,
    after,
  }));
  assert.deepEqual(log, [
    { path: ["b", "c"], before: 2, after: 5 },
    { path: ["gone"], before: 0, after: undefined },
    { path: ["fresh"], before: undefined, after: [1] },
  ]);
});

Deno.test("a transaction that is over refuses writes and a second commit", async () => {
  const fixture = await makeFixture();
  const cell = fixture.cell("a");
  for (
    const end of [(tx: RunnerTransaction) => tx.commit(), (tx: RunnerTransaction) => tx.abort()]
  ) {
    const tx = begin(fixture);
    await end(tx);
    assert.throws(() => cell.withTx(tx).set(1), { name: "TransactionClosedError" });
    await assert.rejects(() => tx.commit(), { name: "TransactionClosedError" });
  }
  assert.equal(cell.get(), undefined);
});

Deno.test("a write to a second space is refused", async () => {
  const fixture = await makeFixture(memoryStores(), ["home", "other"]);
  const home = fixture.cell("a").getAsNormalizedFullLink();
  const tx = begin(fixture);
  tx.write(home, 1);
  assert.throws(() => tx.write({ ...home, space: "other" }, 1), { name: "MultipleSpacesError" });
  assert.ok("ok" in await tx.commit());
  assert.equal(fixture.spaces.peek("other")?.replica.current(home)?.document, undefined);
});

Deno.test("gates are awaited before the commit, and a failing gate leaves nothing behind", async () => {
  const fixture = await makeFixture();
  const log: string[] = [];
  const tx = begin(fixture);
  fixture.cell("a").withTx(tx).set(1);
  tx.addCommitGate(async () => {
    await turn();
    log.push(`gate ${fixture.cell("a").get()}`);
  });
  tx.addCommitCallback((result) => log.push("ok" in result ? "committed" : "failed"));
  tx.postCommit(() => log.push("after"));
  await tx.commit();
  assert.deepEqual(log, ["gate undefined", "committed", "after"]);
  const failing = begin(fixture);
  fixture.cell("a").withTx(failing).set(2);
  failing.addCommitGate(() => Promise.reject(new Error("no closure")));
  await assert.rejects(() => failing.commit(), /no closure/);
  assert.equal(fixture.cell("a").get(), 1);
});

Deno.test("two runtimes on one store see each other's commits", async () => {
  const { left, right } = await twoRuntimes();
  assert.equal(right.cell("a").get(), undefined);
  left.cell("a").set({ n: 1 });
  await turn();
  assert.deepEqual(right.cell("a").get(), { n: 1 });
  assert.deepEqual(right.changes.map((change) => change.origin), ["remote"]);
});

for (
  const [name, wrap] of [["synchronous", (s: SpaceStores) => s], [
    "asynchronous",
    asynchronous,
  ]] as const
) {
  Deno.test(`concurrent pushes, increments and removals of two runtimes all count (${name})`, async () => {
    const { left, right } = await twoRuntimes(wrap);
    await right.cell("a").sync();
    left.cell("a").set({ list: [1], n: 0 });
    await turn();
    await right.cell("a").sync();
    left.cell("a").key("list").push(2);
    left.cell("a").key("n").increment();
    const tx = begin(right);
    right.cell("a").withTx(tx).key("list").push(3);
    right.cell("a").withTx(tx).key("list").removeByValue(1);
    right.cell("a").withTx(tx).key("n").increment(10);
    assert.ok("ok" in await tx.commit());
    await right.spaces.confirmed();
    assert.deepEqual(right.cell("a").get(), { list: [2, 3], n: 11 });
    await turn();
    assert.deepEqual(left.cell("a").get(), { list: [2, 3], n: 11 });
    assert.equal(right.counters.conflicts, 1);
    assert.equal(right.counters.rebases, 1);
  });

  Deno.test(`a changed read conflicts, an unchanged one is rebased without code (${name})`, async () => {
    const { left, right } = await twoRuntimes(wrap);
    left.cell("a").set({ read: 1, other: 1 });
    await right.cell("a").sync();
    let sums = 0;
    const read = async (change: (cell: Cell) => void) => {
      const tx = begin(right);
      const cell = right.cell("a").withTx(tx);
      cell.key("sum").set((cell.key("read").get() as number) + sums++);
      change(left.cell("a"));
      return await tx.commit();
    };
    assert.ok("ok" in await read((cell) => cell.key("other").set(2)));
    assert.deepEqual(right.cell("a").get(), { read: 1, other: 2, sum: 1 });
    await turn();
    const result = await read((cell) => cell.key("read").set(7));
    assert.ok("conflict" in result);
    assert.deepEqual(right.cell("a").get(), { read: 7, other: 2, sum: 1 });
  });
}

Deno.test("editWithRetry runs the code again until it fits, and gives up with ConflictError", async () => {
  const { left, right } = await twoRuntimes();
  left.cell("n").set(1);
  let runs = 0;
  await editWithRetry(right.spaces, (tx) => {
    const cell = right.cell<number>("n").withTx(tx);
    const next = cell.get()! + 1;
    if (runs++ < 2) left.cell("n").increment(10);
    cell.set(next);
  });
  assert.equal(runs, 3);
  assert.equal(right.cell("n").get(), 22);
  const hopeless = editWithRetry(right.spaces, (tx) => {
    const cell = right.cell<number>("n").withTx(tx);
    cell.set(cell.get()! + 1);
    left.cell("n").increment(10);
  }, { attempts: 3 });
  await assert.rejects(hopeless, { name: "ConflictError" });
});

Deno.test("a pending value is visible at once, and a conflict undoes it and what was built on it", async () => {
  const { left, right } = await twoRuntimes(asynchronous);
  left.cell("a").set({ n: 1 });
  await right.cell("a").sync();
  await right.cell("b").sync();
  const first = begin(right);
  const cell = right.cell<{ n: number }>("a");
  cell.withTx(first).key("n").set(cell.withTx(first).get()!.n + 1);
  left.cell("a").key("n").set(50);
  const outcome = first.commit();
  assert.equal(cell.key("n").get(), 2);
  const second = begin(right);
  right.cell("b").withTx(second).set(cell.withTx(second).get()!.n);
  cell.withTx(second).key("m").set(1);
  const built = second.commit();
  const results = await Promise.all([outcome, built]);
  assert.deepEqual(results.map((result) => Object.keys(result)), [["conflict"], ["conflict"]]);
  assert.deepEqual(cell.get(), { n: 50 });
  assert.equal(right.cell("b").get(), undefined);
  const origins = right.changes.map((change) => change.origin);
  assert.deepEqual(origins.filter((origin) => origin === "undone").length, 3);
  assert.equal(first.status, "aborted");
});

Deno.test("a run that swallows the suspension signal has no effect", async () => {
  const fixture = await makeFixture(asynchronous(memoryStores()));
  await fixture.cell("out").sync();
  const tx = new RunnerTransaction(fixture.spaces, { onMissing: "suspend" });
  try {
    fixture.cell("absent").withTx(tx).get();
  } catch {
    fixture.cell("out").withTx(tx).set("swallowed");
  }
  assert.ok(tx.isSuspended);
  assert.deepEqual(tx.missing.map(({ id }) => id), [
    fixture.cell("absent").getAsNormalizedFullLink().id,
  ]);
  await assert.rejects(() => tx.commit(), { name: "SuspendSignal" });
  assert.equal(fixture.cell("out").get(), undefined);
  await fixture.spaces.load(tx.missing);
  assert.equal(fixture.cell("absent").get(), undefined);
});

Deno.test("a failing store never reads as undefined and is named", async () => {
  const fixture = await makeFixture(() => Promise.reject(new Error("disk gone")), []);
  await assert.rejects(() => fixture.cell("a").sync(), { name: "StoreUnavailableError" });
  assert.throws(() => fixture.cell("a").get(), { name: "NotResidentError" });
});

Deno.test("a change affects exactly the readers whose path differs at their depth", async () => {
  const fixture = await makeFixture();
  const cell = fixture.cell("a");
  cell.set({ a: { x: 1, y: [1, 2] }, b: 1 });
  const { schema: _schema, ...root } = cell.getAsNormalizedFullLink();
  const reader = (path: string[], depth: ReadEntry["depth"]): ReadEntry => ({
    address: { ...root, path },
    depth,
  });
  const affected = (entry: ReadEntry) => changeAffects(fixture.changes.at(-1)!, entry);
  cell.key("a", "x").set(2);
  const table: [string[], ReadEntry["depth"], boolean][] = [
    [["a", "x"], "deep", true],
    [["a", "x"], "shallow", true],
    [["a"], "deep", true],
    [["a"], "shallow", false],
    [["a", "y"], "deep", false],
    [["b"], "deep", false],
    [[], "shallow", false],
    [["none"], "deep", false],
  ];
  for (const [path, depth, expected] of table) {
    assert.equal(affected(reader(path, depth)), expected, `${path.join("/")} ${depth}`);
  }
  cell.key("a", "y").push(3);
  assert.equal(affected(reader(["a", "y"], "shallow")), true);
  assert.equal(affected(reader(["a", "y", "0"], "deep")), false);
  cell.key("a").set(fixture.cell("elsewhere"));
  assert.equal(affected(reader(["a", "none"], "deep")), true, "a link began to cover the path");
});

Deno.test("differences name the deepest places that differ", () => {
  assert.deepEqual(differences({ a: [1, { b: 1 }], c: 1 }, { a: [1, { b: 2 }], c: 1 }), [
    { path: ["a", "1", "b"], before: 1, after: 2 },
  ]);
  assert.deepEqual(differences([1, 2], [1]), [{ path: ["1"], before: 2, after: undefined }]);
  assert.deepEqual(differences([1, , ,], [1, ,]), [{ path: [], before: [1, , ,], after: [1, ,] }]);
  assert.deepEqual(differences(undefined, 1), [{ path: [], before: undefined, after: 1 }]);
});

Deno.test("a commit over a limit is refused for good", async () => {
  const fixture = await makeFixture();
  const big = Object.fromEntries(
    Array.from({ length: 3 }, (_, at) => [at, "x".repeat(3 * 2 ** 20)]),
  );
  await assert.rejects(
    () => editWithRetry(fixture.spaces, (tx) => fixture.cell("a").withTx(tx).set(big)),
    { name: "ValueTooLargeError", message: /the document exceeds the limit of 8388608/ },
  );
  assert.equal(fixture.cell("a").get(), undefined);
  const fits = [0, 1].map((at) => `${at}`.repeat(4_000_000));
  const tooMany = (tx: RunnerTransaction) => {
    for (let at = 0; at < 9; at++) fixture.cell(at).withTx(tx).set(fits);
  };
  await assert.rejects(() => editWithRetry(fixture.spaces, tooMany), {
    name: "CommitTooLargeError",
  });
  assert.deepEqual([0, 8].map((at) => fixture.cell(at).get()), [undefined, undefined]);
});

Deno.test("a create-only document collides with itself instead of being made twice", async () => {
  const { left, right } = await twoRuntimes();
  const receipt = async (fixture: Fixture) => {
    const tx = begin(fixture);
    const address = fixture.cell("receipt").getAsNormalizedFullLink();
    tx.write(address, 1);
    tx.setWriteOptions(address, { base: "create-only" });
    return await tx.commit();
  };
  right.cell("receipt").get();
  assert.ok("ok" in await receipt(left));
  assert.deepEqual(Object.keys(await receipt(right)), ["refused"]);
});

Deno.test("a lost answer is asked for again with the same id and commits once", async () => {
  const stores = memoryStores();
  const plan: { fail?: FaultPlan["fail"] } = {};
  const calls: string[] = [];
  const lossy: SpaceStores = async (space) =>
    faultStore(await stores(space), {
      get fail() {
        return plan.fail;
      },
      onCall: (method) => calls.push(method),
    } as FaultPlan);
  const fixture = await makeFixture(lossy);
  await fixture.cell("n").sync();
  plan.fail = { call: calls.length + 1, when: "after" };
  const tx = begin(fixture);
  fixture.cell("n").withTx(tx).increment();
  assert.ok("ok" in await tx.commit());
  assert.deepEqual(calls.filter((call) => call === "commit"), ["commit", "commit"]);
  const other = await makeFixture(stores);
  assert.equal(other.cell("n").get(), 1);
});

Deno.test("a store that answers no more fails the commit and takes the pending value away", async () => {
  const stores = memoryStores();
  const broken: SpaceStores = async (space) => {
    const store = faultStore(await stores(space), {});
    return { ...store, commit: () => Promise.reject(new Error("connection lost")) };
  };
  const fixture = await makeFixture(broken);
  await fixture.cell("n").sync();
  const tx = begin(fixture);
  fixture.cell("n").withTx(tx).set(1);
  const outcome = tx.commit();
  assert.equal(fixture.cell("n").get(), 1);
  await assert.rejects(() => outcome, { name: "StoreUnavailableError" });
  assert.equal(fixture.cell("n").get(), undefined);
  assert.equal(tx.status, "aborted");
});

Deno.test("a read of another space that changed meanwhile is a conflict", async () => {
  const fixture = await makeFixture(memoryStores(), ["home", "other"]);
  const home = fixture.cell("a").getAsNormalizedFullLink();
  const there = { ...home, space: "other" };
  const put = async (value: number) => {
    const tx = begin(fixture);
    tx.write(there, value);
    await tx.commit();
  };
  await put(1);
  const tx = begin(fixture);
  tx.write(home, tx.read(there));
  await put(2);
  assert.deepEqual(Object.keys(await tx.commit()), ["conflict"]);
});
