/** Instances of documents for users and sessions, as the pages on the runtime and schemas say. */
import assert from "node:assert/strict";
import {
  type Any,
  H,
  makeTestRuntime,
  runPattern,
  SPACE,
  type TestRuntime,
} from "./support/test-runtime.ts";

const NUMBER = { type: "number" };
const LIFT = (body: Any, schema: Any = true) => H.lift(body, schema, true);

type Scope = { readonly user: string; readonly session: string };

/** The runtime of `scope` on the stores and with the code of `other`. */
function joining(other: TestRuntime, scope?: Scope): Promise<TestRuntime> {
  const { stores, source, clock } = other;
  return makeTestRuntime({ stores, source, clock }, {}, optionOf(scope));
}

function optionOf(scope: Scope | undefined): { scope?: Scope } {
  return scope === undefined ? {} : { scope };
}

function alice(session = "s1"): Scope {
  return { user: "alice", session };
}

const BOB: Scope = { user: "bob", session: "s1" };

/** A counter for everyone, one for each user, one for each session, and what is computed of them. */
const COUNTERS = H.pattern(
  () => {
    const shared = new H.Writable(0, NUMBER).for("shared");
    const mine = new H.Writable.perUser(0, NUMBER).for("mine");
    const here = new H.Writable.perSession(0, NUMBER).for("here");
    const add = H.handler(
      { type: "string", enum: ["shared", "mine", "here"] },
      { type: "object", properties: { cells: cellsOf(["shared", "mine", "here"]) } },
      (which: string, { cells }: Any) => void cells[which].increment(),
    );
    const double = LIFT(({ n }: Any) => n * 2, { type: "object", properties: { n: NUMBER } });
    const cells = { shared, mine, here };
    return {
      ...cells,
      add: add({ cells }).for("add"),
      twice: {
        shared: double({ n: shared }).for("twice shared"),
        mine: double({ n: mine }).for("twice mine"),
        here: double({ n: here }).for("twice here"),
      },
    };
  },
  false,
  true,
);

function cellsOf(names: readonly string[]): Any {
  const properties = Object.fromEntries(
    names.map((name) => [name, { ...NUMBER, asCell: ["cell"] }]),
  );
  return { type: "object", properties, required: names };
}

async function read({ runtime }: TestRuntime, ...path: string[]): Promise<unknown> {
  const value = await runtime.getCell<Any>(SPACE, "piece").key(...path).pull();
  await runtime.settled();
  return value;
}

async function add({ runtime }: TestRuntime, which: string): Promise<void> {
  const stream: Any = runtime.getCell<Any>(SPACE, "piece").key("add");
  assert.equal((await runtime.sendEvent(stream, which)).status, "committed");
  await runtime.settled();
}

async function withRuntimes(
  scopes: readonly (Scope | undefined)[],
  body: (...tests: TestRuntime[]) => Promise<void>,
): Promise<void> {
  const first = await makeTestRuntime({}, {}, optionOf(scopes[0]));
  first.source.add("counters", COUNTERS);
  await runPattern(first, COUNTERS, {});
  const tests = [first];
  for (const scope of scopes.slice(1)) tests.push(await joining(first, scope));
  try {
    await body(...tests);
    for (const { errors } of tests) assert.deepEqual(errors, []);
  } finally {
    for (const { runtime } of tests) await runtime.dispose();
  }
}

Deno.test("users share documents of the space and have own ones of scope user", async () => {
  await withRuntimes([alice(), BOB], async (a, b) => {
    await add(a, "shared");
    await add(a, "mine");
    await add(b, "mine");
    await add(a, "mine");
    assert.equal(await read(a, "shared"), 1);
    assert.equal(await read(b, "shared"), 1);
    assert.equal(await read(a, "mine"), 2);
    assert.equal(await read(b, "mine"), 1);
  });
});

Deno.test("sessions of a user share the documents of the user and have own ones of scope session", async () => {
  await withRuntimes([alice("s1"), alice("s2")], async (one, two) => {
    await add(one, "mine");
    await add(two, "here");
    await add(two, "here");
    assert.deepEqual([await read(one, "mine"), await read(one, "here")], [1, 0]);
    assert.deepEqual([await read(two, "mine"), await read(two, "here")], [1, 2]);
  });
});

Deno.test("what is computed of narrower documents is as narrow, for each its own value", async () => {
  await withRuntimes([alice("s1"), alice("s2"), BOB], async (one, two, bob) => {
    await add(one, "mine");
    await add(bob, "here");
    await add(two, "shared");
    const twice = async (test: TestRuntime) => [
      await read(test, "twice", "shared"),
      await read(test, "twice", "mine"),
      await read(test, "twice", "here"),
    ];
    assert.deepEqual(await twice(one), [2, 2, 0]);
    assert.deepEqual(await twice(two), [2, 2, 0]);
    assert.deepEqual(await twice(bob), [2, 0, 2]);
    await add(bob, "mine");
    assert.deepEqual(await twice(bob), [2, 2, 2]);
    assert.deepEqual(await twice(one), [2, 2, 0]);
  });
});
