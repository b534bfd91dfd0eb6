/** Instances of documents for users and sessions, as the pages on the runtime and schemas say. */
import assert from "node:assert/strict";
import { memoryStores } from "../../storage/test/support/memory-store.ts";
import { RunnerTransaction } from "../transactions/transaction.ts";
import { asynchronous, makeFixture } from "./support/cell-host.ts";
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

const DOUBLE = LIFT(({ n }: Any) => n * 2, { type: "object", properties: { n: NUMBER } });

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
    const cells = { shared, mine, here };
    return {
      ...cells,
      add: add({ cells }).for("add"),
      twice: {
        shared: DOUBLE({ n: shared }).for("twice shared"),
        mine: DOUBLE({ n: mine }).for("twice mine"),
        here: DOUBLE({ n: here }).for("twice here"),
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
  first.source.add("double", DOUBLE);
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

Deno.test("an instance that nobody wrote is not stored and shows what its cell starts with", async () => {
  await withRuntimes([alice(), BOB], async (a, b) => {
    await add(a, "mine");
    assert.equal(await read(b, "mine"), 0);
    const store = await a.stores(SPACE);
    const { id } = b.runtime.getCell<Any>(SPACE, "piece").key("mine").resolveAsCell()
      .getAsNormalizedFullLink();
    const stored = await store.read([
      { id, scopeKey: "user:alice" },
      { id, scopeKey: "user:bob" },
      { id, scopeKey: "space" },
    ]);
    assert.deepEqual(stored.map((each) => each?.doc.value), [1, undefined, undefined]);
  });
});

Deno.test("links name a scope and never a user, so they lead each reader to its own instance", async () => {
  await withRuntimes([alice(), BOB], async (a, b) => {
    await add(a, "mine");
    await add(b, "mine");
    await add(b, "mine");
    const mine = a.runtime.getCell<Any>(SPACE, "piece").key("mine").resolveAsCell();
    const link = mine.getAsLink();
    assert.equal(link["/"]["link@1"].scope, "user");
    assert.equal(JSON.stringify(link).includes("alice"), false);
    assert.equal(mine.get(), 1);
    assert.equal(await b.runtime.getCellFromLink(link).pull(), 2);
    const store = await a.stores(SPACE);
    for (const { key } of await store.list({ limit: 1_000 })) {
      if (key.scopeKey !== "space") continue;
      const [found] = await store.read([key]);
      assert.doesNotMatch(JSON.stringify(found!.doc), /alice|bob/);
    }
  });
});

Deno.test("an address or link of another scope is refused", async () => {
  const test = await makeTestRuntime({}, {}, { scope: BOB });
  const { runtime } = test;
  const { id, space } = runtime.getCell(SPACE, "cell").getAsNormalizedFullLink();
  const link: Any = { "/": { "link@1": { id, space, scope: "user:alice" } } };
  assert.throws(() => runtime.getCellFromLink(link), { name: "TypeError" });
  const address: Any = { space, id, scope: "user:alice", path: [] };
  const tx = runtime.edit();
  assert.throws(() => tx.read(address), { name: "TypeError" });
  assert.throws(() => tx.write(address, 1), { name: "TypeError" });
  await runtime.dispose();
});

Deno.test("two instances of one id are two places", async () => {
  const test = await makeTestRuntime({}, {}, { scope: BOB });
  const { runtime } = test;
  const wide: Any = runtime.getCell(SPACE, "cell");
  const { id, space } = wide.getAsNormalizedFullLink();
  const at = (scope: string): Any =>
    runtime.getCellFromLink({ "/": { "link@1": { id, space, scope } } } as Any);
  wide.set("space");
  at("user").set("user");
  at("session").set({ list: [{ a: 1 }] });
  assert.deepEqual(
    [wide.get(), at("space").get(), at("user").get(), at("session").get()],
    ["space", "space", "user", { list: [{ a: 1 }] }],
  );
  assert.equal(wide.equals(at("user")), false);
  assert.equal(wide.equals(at("space")), true);
  assert.equal(at("user").equalLinks(at("session")), false);
  const element = at("session").key("list", 0).resolveAsCell().getAsNormalizedFullLink();
  assert.equal(element.scope, "session", "elements belong to the instance that they are in");
  await runtime.dispose();
});

Deno.test("a link without id stays in the instance that it is in", async () => {
  const test = await makeTestRuntime({}, {}, { scope: BOB });
  const { runtime } = test;
  const { id, space } = runtime.getCell(SPACE, "cell").getAsNormalizedFullLink();
  const narrow: Any = runtime.getCellFromLink(
    { "/": { "link@1": { id, space, scope: "user" } } },
  );
  narrow.set({ a: 7, same: { "/": { "link@1": { path: ["a"] } } } });
  assert.equal(narrow.key("same").get(), 7);
  await runtime.dispose();
});

Deno.test("without a named session its documents stay in memory and end with the runtime", async () => {
  await withRuntimes([undefined], async (a) => {
    await add(a, "mine");
    await add(a, "here");
    assert.deepEqual([await read(a, "mine"), await read(a, "here")], [1, 1]);
    assert.deepEqual([await read(a, "twice", "mine"), await read(a, "twice", "here")], [2, 2]);
    const keys = (await (await a.stores(SPACE)).list({ limit: 1_000 })).map(({ key }) => key);
    const scopes = new Set(keys.map(({ scopeKey }) => scopeKey));
    assert.deepEqual([...scopes].sort(), ["space", "user:local"]);
    const again = await joining(a);
    assert.deepEqual([await read(again, "mine"), await read(again, "here")], [1, 0]);
    assert.deepEqual([await read(again, "twice", "mine"), await read(again, "twice", "here")], [
      2,
      0,
    ]);
    await again.runtime.dispose();
  });
});

Deno.test("documents of a named session are there again for the same session only", async () => {
  await withRuntimes([alice("s1")], async (a) => {
    await add(a, "here");
    await a.runtime.dispose();
    const again = await joining(a, alice("s1"));
    const other = await joining(a, alice("s2"));
    assert.deepEqual([await read(again, "here"), await read(other, "here")], [1, 0]);
    assert.deepEqual([await read(again, "twice", "here"), await read(other, "twice", "here")], [
      2,
      0,
    ]);
    await again.runtime.dispose();
    await other.runtime.dispose();
  });
});

Deno.test("names that would make keys of two users equal are refused", async () => {
  const bad = [
    { user: "", session: "s" },
    { user: "a", session: "" },
    { user: "a", session: "b:c" },
    { user: "a\u0000b", session: "s" },
    { user: "\ud800", session: "s" },
  ];
  for (const scope of bad) {
    await assert.rejects(makeTestRuntime({}, {}, { scope }), { name: "TypeError" });
  }
  const did = await makeTestRuntime({}, {}, { scope: { user: "did:key:z6Mk", session: "s" } });
  await did.runtime.dispose();
});

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

/** Cells of all scopes, and lists and records of links to them. */
async function linked(): Promise<{ test: TestRuntime; at: Record<string, Any>; list: Any }> {
  const test = await makeTestRuntime({}, {}, { scope: BOB });
  const { runtime } = test;
  const { id, space } = runtime.getCell(SPACE, "cell").getAsNormalizedFullLink();
  const at: Record<string, Any> = {};
  for (const scope of ["space", "user", "session"]) {
    at[scope] = runtime.getCellFromLink({ "/": { "link@1": { id, space, scope } } } as Any);
    at[scope].set(scope);
  }
  return { test, at, list: runtime.getCell(SPACE, "links") };
}

Deno.test("the scope of a schema is a cap: narrower links read as undefined", async () => {
  const { test, at, list } = await linked();
  list.set({ ...at });
  const members = (scope: string | undefined, more: Any = {}) => {
    const member = { type: "string", ...(scope === undefined ? {} : { scope }), ...more };
    const properties = { space: member, user: member, session: member };
    return list.asSchema({ type: "object", properties }).get();
  };
  const all = { space: "space", user: "user", session: "session" };
  assert.deepEqual(members(undefined), all);
  assert.deepEqual(members("any"), all);
  assert.deepEqual(members("session"), all);
  assert.deepEqual(members("user"), { space: "space", user: "user" });
  assert.deepEqual(members("space"), { space: "space" });
  assert.deepEqual(members("space", { type: "unknown" }).user, undefined);
  assert.deepEqual(members("space", { type: undefined, anyOf: [{ type: "string" }] }), {
    space: "space",
  });
  const handles = members("user", { scope: undefined, asCell: [{ kind: "cell", scope: "user" }] });
  assert.deepEqual(Object.keys(handles), ["space", "user"]);
  assert.equal(handles.user.get(), "user");
  assert.equal(at.user.asSchema({ type: "string", scope: "space" }).get(), undefined);
  assert.equal(at.user.asSchema({ type: "string", scope: "user" }).get(), "user");
  const required = { type: "string", scope: "space" };
  const whole = { type: "object", properties: { user: required }, required: ["user"] };
  assert.equal(list.asSchema(whole).get(), undefined);
  await test.runtime.dispose();
});

Deno.test("a narrower link that is stored in a wider required slot warns", async () => {
  const { test, at, list } = await linked();
  const warned = () =>
    test.events.splice(0).filter(({ type }) => type === "warning").map((event: Any) => event.code);
  const slot = { type: "string", scope: "space" };
  const typed = (required: string[]) =>
    list.asSchema({ type: "object", properties: { a: slot }, required });
  typed([]).set({ a: at.user });
  typed(["a"]).set({ a: at.space });
  assert.deepEqual(warned(), []);
  typed(["a"]).set({ a: at.user });
  typed(["a"]).update({ a: at.session });
  list.key("list").asSchema({ type: "array", items: slot }).push(at.user);
  assert.deepEqual(warned(), ["scope:narrow-link", "scope:narrow-link", "scope:narrow-link"]);
  const program = H.pattern(
    (input: Any) => ({ a: input.key("a") }),
    { type: "object", properties: { a: slot }, required: ["a"] },
    true,
  );
  await runPattern(test, program, { a: at.user });
  assert.deepEqual(warned(), ["scope:narrow-link"]);
  await test.runtime.dispose();
});

Deno.test("fields of an argument that are marked belong to each user or session", async () => {
  const slots = {
    title: { type: "string", default: "list" },
    draft: { type: "string", default: "empty", scope: "user" },
    tags: { type: "array", items: { type: "string" }, default: [], scope: "user" },
    at: { type: "number", default: 0, asCell: [{ kind: "cell", scope: "session" }] },
  };
  const handles = Object.fromEntries(
    Object.entries(slots).map(([name, { default: _, ...rest }]: Any) =>
      [name, { ...rest, scope: undefined, asCell: ["cell"] }] as const
    ),
  );
  const write = H.handler(
    true,
    { type: "object", properties: handles, required: Object.keys(slots) },
    ({ key, value }: Any, state: Any) =>
      key === "tags" ? state.tags.push(value) : state[key].set(value),
  );
  const joined = LIFT(
    (all: Any) => `${all.title} ${all.draft} ${all.tags.join("+")} ${all.at}`,
    {
      type: "object",
      properties: { ...slots, at: { type: "number" } },
    },
  );
  const program = H.pattern(
    (input: Any) => {
      const fields = Object.fromEntries(Object.keys(slots).map((name) => [name, input.key(name)]));
      return { text: joined(fields).for("text"), write: write(fields).for("write") };
    },
    { type: "object", properties: slots, required: Object.keys(slots) },
    true,
  );
  const a = await makeTestRuntime({}, {}, { scope: alice() });
  a.source.add("program", program);
  await runPattern(a, program, { title: "all", tags: ["x"] });
  const b = await joining(a, BOB);
  const c = await joining(a, alice("s2"));
  const put = async ({ runtime }: TestRuntime, key: string, value: unknown) => {
    const stream: Any = runtime.getCell<Any>(SPACE, "piece").key("write");
    const outcome = await runtime.sendEvent(stream, { key, value });
    assert.equal(outcome.status, "committed", String(outcome.error));
    await runtime.settled();
  };
  assert.equal(await read(b, "text"), "all empty  0");
  await put(b, "tags", "y");
  await put(a, "draft", "hello");
  await put(a, "at", 5);
  await put(b, "title", "ours");
  assert.equal(await read(a, "text"), "ours hello x 5");
  assert.equal(await read(c, "text"), "ours hello x 0");
  assert.equal(await read(b, "text"), "ours empty y 0");
  // The same program again on the same cell: what a user has written stays.
  await runPattern(a, program, { title: "ours", tags: ["x"] });
  await put(a, "tags", "z");
  assert.equal(await read(a, "text"), "ours hello x+z 5");
  for (const { errors, runtime } of [a, b, c]) {
    assert.deepEqual(errors, []);
    await runtime.dispose();
  }
});

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
