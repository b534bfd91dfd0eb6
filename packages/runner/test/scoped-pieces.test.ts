/** Commits, pieces and resumption where documents belong to users and sessions. */
import assert from "node:assert/strict";
import { memoryStores } from "../../storage/test/support/memory-store.ts";
import { RunnerTransaction } from "../transactions/transaction.ts";
import { asynchronous, makeFixture } from "./support/cell-host.ts";
import { type Any, H, makeTestRuntime, SPACE, type TestRuntime } from "./support/test-runtime.ts";
import {
  add,
  alice,
  BOB,
  cellsOf,
  joining,
  NUMBER,
  read,
  type Scope,
  withRuntimes,
} from "./support/scoped.ts";

for (const kind of ["synchronous", "asynchronous"] as const) {
  Deno.test(`a commit of all scopes stores what is stored and keeps the rest (${kind})`, async () => {
    const stores = kind === "synchronous" ? memoryStores() : asynchronous(memoryStores());
    const test = await makeTestRuntime({ stores });
    const other = await makeTestRuntime({ stores });
    const { runtime } = test;
    const { id, space } = runtime.getCell(SPACE, "cell").getAsNormalizedFullLink();
    const at = (owner: TestRuntime, scope: string, tx?: Any): Any =>
      owner.runtime.getCellFromLink({ "/": { "link@1": { id, space, scope } } } as Any, { tx });
    for (const owner of [test, other]) {
      for (const scope of ["space", "user", "session"]) await at(owner, scope).sync();
    }
    const write = (value: number) =>
      runtime.editWithRetry((tx) => {
        for (const scope of ["space", "user", "session"]) at(test, scope, tx).set(value);
      });
    await write(1);
    await write(2);
    await runtime.settled();
    await other.runtime.settled();
    const seen = (owner: TestRuntime) =>
      ["space", "user", "session"].map((scope) => at(owner, scope).get());
    assert.deepEqual(seen(test), [2, 2, 2]);
    assert.deepEqual(seen(other), [2, 2, undefined]);

    // The half that is stored conflicts: nothing of the commit happens.
    const tx = runtime.edit();
    at(test, "space", tx).get();
    at(test, "session", tx).set(3);
    await other.runtime.editWithRetry((theirs) => at(other, "space", theirs).set(9));
    const outcome = await tx.commit();
    assert.deepEqual(Object.keys(outcome), ["conflict"]);
    assert.equal(at(test, "session").get(), 2);
    await runtime.dispose();
    await other.runtime.dispose();
  });
}

/** A counter as a piece of its own, applied for each user. */
const COUNTER = H.pattern(
  (input: Any) => {
    const n = new H.Writable(0, NUMBER).for("n");
    const add = H.handler(
      true,
      { type: "object", properties: { n: { ...NUMBER, asCell: ["cell"] } }, required: ["n"] },
      (_event: unknown, { n }: Any) => void n.increment(),
    );
    return { n, label: H.str`${input.key("name")} ${n}`, add: add({ n }).for("add") };
  },
  { type: "object", properties: { name: { type: "string" } } },
  true,
);

for (const kind of ["synchronous", "asynchronous"] as const) {
  Deno.test(`asScope gives each user an instance of a pattern, a lift, a handler (${kind})`, async () => {
    const program = H.pattern(
      (input: Any) => {
        const upper = H.lift((name: string) => name.toUpperCase(), { type: "string" }, true);
        const child = COUNTER.asScope("user")({ name: input.key("name") });
        return { child, upper: upper.asScope("session")(input.key("name")).for("upper") };
      },
      { type: "object", properties: { name: { type: "string" } } },
      true,
    );
    const base = memoryStores();
    const stores = kind === "synchronous" ? base : asynchronous(base);
    const a = await makeTestRuntime({ stores }, {}, { scope: alice() });
    a.source.add("counter", COUNTER);
    a.source.add("program", program);
    await a.runtime.editWithRetry((tx) => {
      a.runtime.run(tx, program, { name: "n" }, a.runtime.getCell<Any>(SPACE, "piece", { tx }));
    });
    const b = await joining(a, BOB);
    const press = async ({ runtime }: TestRuntime) => {
      const stream: Any = runtime.getCell<Any>(SPACE, "piece").key("child", "add");
      const outcome = await runtime.sendEvent(stream, 1);
      assert.equal(outcome.status, "committed", String(outcome.error));
      await runtime.settled();
    };
    await press(a);
    await press(a);
    assert.equal(await read(b, "child", "label"), "n 0");
    await press(b);
    assert.equal(await read(a, "child", "label"), "n 2");
    assert.equal(await read(b, "child", "label"), "n 1");
    assert.deepEqual([await read(a, "upper"), await read(b, "upper")], ["N", "N"]);
    const place = b.runtime.getCell<Any>(SPACE, "piece").key("upper").resolveAsCell();
    assert.equal(place.getAsNormalizedFullLink().scope, "session");
    for (const { errors, runtime } of [a, b]) {
      assert.deepEqual(errors, []);
      await runtime.dispose();
    }
  });
}

Deno.test("who resumes runs nothing again; who comes first runs what is narrower, and only that", async () => {
  await withRuntimes([alice("s1")], async (a) => {
    await add(a, "shared");
    await add(a, "mine");
    await add(a, "here");
    const all = async (test: TestRuntime) => [
      await read(test, "twice", "shared"),
      await read(test, "twice", "mine"),
      await read(test, "twice", "here"),
    ];
    assert.deepEqual(await all(a), [2, 2, 2]);
    await a.runtime.dispose();
    const runsOf = async (scope: Scope, expected: unknown) => {
      const next = await joining(a, scope);
      assert.deepEqual(await all(next), expected);
      const { computationRuns } = next.runtime.counters();
      await next.runtime.dispose();
      return computationRuns;
    };
    assert.equal(await runsOf(alice("s1"), [2, 2, 2]), 0);
    assert.equal(await runsOf(alice("s2"), [2, 2, 0]), 1);
    assert.equal(await runsOf(BOB, [2, 0, 0]), 2);
    assert.equal(await runsOf(BOB, [2, 0, 0]), 0, "also what shows what its cell starts with");
  });
});

Deno.test("what was declared of a document shows once its space is open, and until it is written", async () => {
  const { spaces } = await makeFixture(memoryStores(), []);
  const address = { space: SPACE, scope: "user", id: "of:declared" } as const;
  spaces.declare(address, { value: 1 });
  assert.equal(spaces.stored(address), undefined);
  await spaces.open(SPACE);
  assert.deepEqual(spaces.stored(address), { value: 1 });
  spaces.declare(address, { value: 2 });
  assert.deepEqual(spaces.stored(address), { value: 2 });
  const tx = new RunnerTransaction(spaces);
  tx.apply(address, { part: "value", path: [], kind: "increment", by: 1 });
  await tx.commit();
  spaces.declare(address, { value: 5 });
  assert.deepEqual(spaces.stored(address), { value: 3 });
  await spaces.close();
});

Deno.test("cells of users work in a child that is placed in another space", async () => {
  const { text } = await withPlaced();
  assert.deepEqual(text, { alice: "n 2 in team", bob: "n 1 in team" });
});

async function withPlaced(): Promise<{ text: Record<string, string> }> {
  const child = H.pattern(
    (input: Any) => {
      const n = new H.Writable.perUser(0, NUMBER).for("n");
      const add = H.handler(true, cellsOf(["n"]), (_event: unknown, { n }: Any) => n.increment());
      return { label: H.str`${input.key("name")} ${n}`, add: add({ n }).for("add") };
    },
    { type: "object", properties: { name: { type: "string" } } },
    true,
  );
  const placed = child.inSpace("team");
  const parent = H.pattern(
    (input: Any) => ({ child: placed({ name: input.key("name") }) }),
    { type: "object", properties: { name: { type: "string" } } },
    true,
  );
  const a = await makeTestRuntime({}, {}, { scope: alice() });
  const text: Record<string, string> = {};
  for (const [name, code] of Object.entries({ child, placed, parent })) a.source.add(name, code);
  await a.runtime.editWithRetry((tx) => {
    a.runtime.run(tx, parent, { name: "n" }, a.runtime.getCell<Any>(SPACE, "piece", { tx }));
  });
  const b = await joining(a, BOB);
  for (const [name, test, presses] of [["alice", a, 2], ["bob", b, 1]] as const) {
    const piece = test.runtime.getCell<Any>(SPACE, "piece");
    await read(test, "child", "label");
    for (let press = 0; press < presses; press++) {
      const outcome = await test.runtime.sendEvent(piece.key("child", "add") as Any, 1);
      assert.equal(outcome.status, "committed", String(outcome.error));
    }
    const label = await read(test, "child", "label");
    const { space } = piece.key("child").resolveAsCell().getAsNormalizedFullLink();
    text[name] = `${label} in ${space}`;
  }
  for (const { errors, runtime } of [a, b]) {
    assert.deepEqual(errors, []);
    await runtime.dispose();
  }
  return { text };
}
