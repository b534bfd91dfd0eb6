import assert from "node:assert/strict";
import type { CommitBatch, SpaceStore, SpaceStores } from "@commonfabric/storage";
import { patternGraph } from "../builders/artifact.ts";
import { MultipleSpacesError } from "../transactions/errors.ts";
import { handle, list, NUMBER, record, STREAM, STRING } from "./support/natural.ts";
import {
  type Any,
  type FakeSource,
  H,
  makeTestRuntime,
  runPattern,
  SPACE,
  type TestRuntime,
  withRuntime,
} from "./support/test-runtime.ts";

const bump = H.handler(
  true,
  record({ count: handle("cell", NUMBER) }),
  (by: Any, { count }: Any) => count.set((count.get() ?? 0) + (by ?? 1)),
);

function makeCounter(source: FakeSource, name = "counter"): Any {
  return source.add(
    name,
    H.pattern(
      (input: Any) => ({
        count: input.key("count"),
        text: H.str`${input.key("label")}: ${input.key("count")}`,
        bump: bump({ count: input.key("count") }),
      }),
      record({ count: { ...NUMBER, default: 0 }, label: STRING }, []),
      record({ count: NUMBER, text: STRING, bump: STREAM }),
    ),
  );
}

/** A parent with a counter in the space that `place` says. */
function makeParent(source: FakeSource, place: (child: Any, input: Any) => Any): Any {
  const counter = makeCounter(source);
  return source.add(
    "parent",
    H.pattern(
      (input: Any) => ({
        child: place(counter, input)({ label: input.key("label") }),
        label: input.key("label"),
      }),
      record({ label: STRING, near: {} }, ["label"]),
    ),
  );
}

function childOf(piece: Any): Any {
  return piece.key("child").resolveAsCell().getAsNormalizedFullLink();
}

Deno.test("a child is placed in the space of a name, works there, and is loaded on its own", () =>
  withRuntime(async (test) => {
    const { runtime, source, errors } = test;
    await runtime.openSpace("team");
    const parent = makeParent(source, (child) => child.inSpace("team"));
    const piece = await runPattern(test, parent, { label: "A" });
    assert.equal(await piece.key("child", "text").pull(), "A: 0");
    assert.equal((await runtime.sendEvent(piece.key("child", "bump"), 3)).status, "committed");
    assert.equal(await piece.key("child", "text").pull(), "A: 3");
    const link = childOf(piece);
    assert.equal(link.space, "team");
    assert.deepEqual(source.persisted, ["team:counter", "home:parent"]);
    assert.deepEqual(errors, []);

    const second = await makeTestRuntime({ stores: test.stores, source });
    const child = second.runtime.getCellFromLink<Any>({ "/": { "link@1": link } });
    assert.equal(await second.runtime.start(child), true);
    assert.equal(await child.key("text").pull(), "A: 3");
    const argument = child.getMetaRaw("argument") as Any;
    assert.equal(argument["/"]["link@1"].space, undefined);
    assert.deepEqual(second.errors, []);
    await second.runtime.dispose();
  }));

Deno.test("the space of a name is what the host says; without argument the child has its own", async () => {
  const asked: string[] = [];
  const test = await makeTestRuntime({}, {
    resolveSpace: (name) => (asked.push(name), `did:${name}`),
  });
  const { runtime, source } = test;
  await runtime.openSpace("did:team");
  const named = await runPattern(test, makeParent(source, (child) => child.inSpace("team")), {
    label: "A",
  });
  assert.equal(childOf(named).space, "did:team");
  assert.deepEqual(new Set(asked), new Set(["team"]));
  const own = source.add(
    "own",
    H.pattern((input: Any) => ({
      one: makeCounter(source).inSpace()({ label: input.key("label") }),
      two: makeCounter(source).inSpace()({ label: input.key("label") }),
    }), record({ label: STRING })),
  );
  const piece = runtime.getCell<Any>(SPACE, "own");
  await runtime.editWithRetry((tx) => void runtime.run(tx, own, { label: "B" }, piece.withTx(tx)));
  const spaces = ["one", "two"].map((key) =>
    piece.key(key).resolveAsCell().getAsNormalizedFullLink().space
  );
  assert.match(spaces[0]!, /^child:[A-Za-z0-9_-]{43}$/);
  assert.notEqual(spaces[0], spaces[1]);
  assert.equal(await piece.key("two", "text").pull(), "B: 0");
  await runtime.dispose();
});

Deno.test("the space of a cell: where it leads when the child is set up, and for good", () =>
  withRuntime(async (test) => {
    const { runtime, source, errors } = test;
    for (const space of ["team", "other"]) await runtime.openSpace(space);
    const there = runtime.getCell<Any>("team", "there");
    await runtime.editWithRetry((tx) => there.withTx(tx).set({ x: 1 }));
    const elsewhere = runtime.getCell<Any>("other", "elsewhere");
    await runtime.editWithRetry((tx) => elsewhere.withTx(tx).set({ x: 2 }));
    const parent = makeParent(source, (child, input) => child.inSpace(input.key("near")));
    const piece = await runPattern(test, parent, { label: "A", near: there });
    assert.equal(childOf(piece).space, "team");
    await runtime.sendEvent(piece.key("child", "bump"), 2);
    runtime.stop(piece);
    await runPattern(test, parent, { label: "A", near: elsewhere });
    assert.equal(childOf(piece).space, "team");
    assert.equal(await piece.key("child", "text").pull(), "A: 2");
    const second = await makeTestRuntime({ stores: test.stores, source });
    const again = second.runtime.getCell<Any>(SPACE, "piece");
    await second.runtime.start(again);
    assert.equal(await again.key("child", "text").pull(), "A: 2");
    assert.deepEqual([...errors, ...second.errors], []);
    await second.runtime.dispose();
  }));

Deno.test("a space that nobody opened is opened by the commit; what is there is not overwritten", async () => {
  const first = await makeTestRuntime();
  const parent = makeParent(first.source, (child) => child.inSpace("team"));
  const piece = await runPattern(first, parent, { label: "A" });
  await first.runtime.sendEvent(piece.key("child", "bump"), 7);
  assert.equal(await piece.key("child", "text").pull(), "A: 7");
  await first.runtime.dispose();
  // Another process knows nothing of the piece and sets it up again.
  const second = await makeTestRuntime({ stores: first.stores, source: first.source });
  const tx = second.runtime.edit();
  const cell = second.runtime.getCell<Any>(SPACE, "piece", { tx });
  second.runtime.run(tx, parent, { label: "A" }, cell);
  assert.ok("conflict" in await tx.commit());
  const again = await runPattern(second, parent, { label: "A" });
  assert.equal(await again.key("child", "text").pull(), "A: 7");
  await second.runtime.dispose();
});

Deno.test("a handler places an instance; a write of its own to another space is refused", () =>
  withRuntime(async (test) => {
    const { runtime, source, errors } = test;
    await runtime.openSpace("team");
    const counter = makeCounter(source);
    const spawn = H.handler(
      true,
      record({ children: { type: "array", asCell: ["cell"] } }),
      (label: Any, { children }: Any) => children.push(counter.inSpace("team")({ label })),
    );
    const parent = source.add(
      "spawner",
      H.pattern((input: Any) => ({
        children: input.key("children"),
        spawn: spawn({ children: input.key("children") }),
      }), record({ children: { ...list({}), default: [] } }, [])),
    );
    const piece = await runPattern(test, parent, {});
    for (const label of ["x", "y"]) {
      assert.equal((await runtime.sendEvent(piece.key("spawn"), label)).status, "committed");
    }
    const first = piece.key("children", 0);
    assert.equal(first.resolveAsCell().getAsNormalizedFullLink().space, "team");
    await runtime.sendEvent(piece.key("children", 1, "bump"), 4);
    assert.equal(await first.key("text").pull(), "x: 0");
    assert.equal(await piece.key("children", 1, "text").pull(), "y: 4");
    assert.deepEqual(errors, []);
    const tx = runtime.edit();
    runtime.getCell<Any>(SPACE, "a", { tx }).set(1);
    assert.throws(() => runtime.getCell<Any>("team", "b", { tx }).set(1), MultipleSpacesError);
    tx.abort();
  }));

/** Stores that stop after so many commits of pieces, and remember which space committed. */
function stoppingStores(stores: SpaceStores, log: string[], limit = Infinity): SpaceStores {
  return async (space) => {
    const store = await stores(space);
    const commit = (batch: CommitBatch) => {
      if (log.length >= limit) return Promise.reject(new Error("cut off"));
      if (batch.writes.length > 0) log.push(space);
      return store.commit(batch);
    };
    const stopping: SpaceStore = Object.create(store, { space: { value: store.space } });
    return Object.assign(stopping, {
      readSync: undefined,
      commitSync: undefined,
      commit,
      read: store.read.bind(store),
      heads: store.heads.bind(store),
      list: store.list.bind(store),
      head: store.head.bind(store),
      subscribe: store.subscribe.bind(store),
      close: store.close.bind(store),
      observations: store.observations.bind(store),
      affected: store.affected.bind(store),
    });
  };
}

/** A grandchild in `inner`, a child in `outer`, a sibling there, the parent at home. */
function makeNested(source: FakeSource): Any {
  const counter = makeCounter(source);
  const middle = source.add(
    "middle",
    H.pattern(
      (input: Any) => ({ deep: counter.inSpace("inner")({ label: input.key("label") }) }),
      record({ label: STRING }),
    ),
  );
  return source.add(
    "nested",
    H.pattern((input: Any) => ({
      child: middle.inSpace("outer")({ label: input.key("label") }),
      sibling: counter.inSpace("outer")({ label: "s" }),
    }), record({ label: STRING })),
  );
}

async function setUpNested(test: TestRuntime): Promise<Any> {
  const piece = test.runtime.getCell<Any>(SPACE, "piece");
  const pattern = makeNested(test.source);
  await test.runtime.editWithRetry((tx) =>
    void test.runtime.run(tx, pattern, { label: "A" }, piece.withTx(tx))
  );
  return piece;
}

Deno.test("cut off at any commit, there is no link to something absent, and a second set-up completes it", async () => {
  const commits: string[] = [];
  const whole = await makeTestRuntime();
  const counted = await makeTestRuntime({
    stores: stoppingStores(whole.stores, commits),
    source: whole.source,
  });
  await setUpNested(counted);
  assert.deepEqual(commits, ["inner", "outer", "home"]);
  for (let limit = 0; limit < commits.length; limit++) {
    const base = await makeTestRuntime();
    const cut = await makeTestRuntime({
      stores: stoppingStores(base.stores, [], limit),
      source: base.source,
    });
    await assert.rejects(setUpNested(cut), { name: "StoreUnavailableError" });
    await cut.runtime.dispose();
    await checkNoDanglingLink(base);
    const after = await makeTestRuntime({ stores: base.stores, source: base.source });
    const piece = await setUpNested(after);
    assert.equal(await piece.key("child", "deep", "text").pull(), "A: 0");
    assert.equal(await piece.key("sibling", "text").pull(), "s: 0");
    assert.deepEqual(after.errors, []);
    await after.runtime.dispose();
    await base.runtime.dispose();
  }
  await counted.runtime.dispose();
  await whole.runtime.dispose();
});

/** Every link that a stored document holds leads to a stored document. */
async function checkNoDanglingLink({ stores }: TestRuntime): Promise<void> {
  const documents = new Map<string, Any>();
  for (const space of ["home", "outer", "inner"]) {
    const store = await stores(space);
    const keys = (await store.list({ limit: 1_000 })).map(({ key }) => key);
    const found = await store.read(keys);
    keys.forEach(({ id }, at) => documents.set(`${space} ${id}`, found[at]!.doc));
  }
  for (const [place, document] of documents) {
    const [space] = place.split(" ");
    const text = JSON.stringify(document);
    for (const [, body] of text.matchAll(/"link@1":(\{.*?\})/g)) {
      const id = /"id":"([^"]+)"/.exec(body!)?.[1];
      const target = /"space":"([^"]+)"/.exec(body!)?.[1] ?? space;
      // Cells that nothing has written yet have no document; those of another space have.
      if (target !== space) assert.ok(documents.has(`${target} ${id}`), `${place} -> ${target}`);
    }
  }
}

Deno.test("a conflict in the space of a child starts the whole transaction again", () =>
  withRuntime(async (test) => {
    const { runtime, source } = test;
    await runtime.openSpace("team");
    const counter = makeCounter(source);
    const there = runtime.getCell<Any>("team", "there");
    await runtime.editWithRetry((tx) => there.withTx(tx).set(1));
    const parent = makeParent(source, () => counter.inSpace("team"));
    let attempts = 0;
    const other = await makeTestRuntime({ stores: test.stores, source });
    await other.runtime.openSpace("team");
    const piece = runtime.getCell<Any>(SPACE, "piece");
    await runtime.editWithRetry(async (tx) => {
      attempts++;
      there.withTx(tx).get();
      runtime.run(tx, parent, { label: "A" }, piece.withTx(tx));
      if (attempts > 1) return;
      const same = other.runtime.getCell<Any>("team", "there");
      await other.runtime.editWithRetry((own) => same.withTx(own).set(2));
    });
    assert.equal(attempts, 2);
    assert.equal(await piece.key("child", "text").pull(), "A: 0");
    await other.runtime.dispose();
  }));

Deno.test("a list operator refuses a placed pattern, in a body and in running code", () =>
  withRuntime(async (test) => {
    const row = H.pattern((input: Any) => ({ e: input.key("element") }), true, true);
    const refusal = /^mapWithPattern\(\) applies patterns where its list is: call inSpace\(\) or/;
    for (const placed of [row.inSpace("team"), row.inSpace(), row.asScope("user")]) {
      const body = (input: Any) => ({ rows: input.key("list").mapWithPattern(placed, {}) });
      const inBody = H.pattern(body, true, true);
      assert.throws(() => patternGraph(inBody), { name: "TypeError", message: refusal });
    }
    const lifted = H.lift(
      ({ l }: Any) => l.mapWithPattern(row.inSpace("team"), {}),
      record({ l: handle("cell", list(NUMBER)) }),
      true,
    );
    const running = H.pattern(
      (input: Any) => ({ rows: lifted({ l: input.key("l") }) }),
      true,
      true,
    );
    const piece = await runPattern(test, test.source.add("running", running), { l: [1] });
    assert.deepEqual(await piece.pull(), {});
    assert.deepEqual(test.errors.map(({ name }) => name), ["TypeError"]);
    assert.match(test.errors[0]!.message, refusal);
  }));
