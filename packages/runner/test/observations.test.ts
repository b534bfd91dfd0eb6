/** Observations: what a resumed piece does not run again, and why it runs what it does. */
import assert from "node:assert/strict";
import { nodeStorePowers, type SpaceStores, sqliteStores } from "@commonfabric/storage";
import { memoryStores } from "../../storage/test/support/memory-store.ts";
import {
  type Any,
  FakeSource,
  H,
  makeTestRuntime,
  runPattern,
  SPACE,
  type TestRuntime,
} from "./support/test-runtime.ts";

const NUMBER = { type: "number" };
const STRING = { type: "string" };

function record(properties: Record<string, unknown>, required = Object.keys(properties)): Any {
  return { type: "object", properties, required };
}

/** Rows of a list, their total, a label of a child, and something that reads another field. */
function program(source: FakeSource): Any {
  const double = source.add("double", H.lift((n: number) => n * 2, NUMBER, NUMBER));
  const total = source.add(
    "total",
    H.lift(
      (rows: Any[]) => rows.reduce((sum, row) => sum + (row?.doubled ?? 0), 0),
      { type: "array", items: record({ doubled: NUMBER }) },
      NUMBER,
    ),
  );
  const shout = source.add("shout", H.lift((text: string) => `${text}!`, STRING, STRING));
  const row = source.add(
    "row",
    H.pattern(
      (input: Any) => ({ doubled: double(input.key("element")) }),
      record({ element: NUMBER }),
    ),
  );
  const label = source.add(
    "label",
    H.pattern((input: Any) => ({ text: H.str`total ${input.key("n")}` }), record({ n: NUMBER })),
  );
  const add = source.add(
    "add",
    H.handler(
      NUMBER,
      record({ items: { type: "array", items: NUMBER, asCell: ["cell"] } }),
      (n: number, { items }: Any) => items.push(n),
    ),
  );
  const schema = record({
    items: { type: "array", items: NUMBER, default: [] },
    title: { ...STRING, default: "hello" },
  }, []);
  return source.add(
    "program",
    H.pattern((input: Any) => {
      const sum = total(input.key("items").mapWithPattern(row, {}));
      return {
        items: input.key("items"),
        title: input.key("title"),
        sum,
        label: label({ n: sum }),
        shout: shout(input.key("title")),
        add: add({ items: input.key("items") }),
      };
    }, schema),
  );
}

interface Shared {
  readonly stores: SpaceStores;
  readonly source: FakeSource;
}

/** The piece of `program` as one runtime leaves it, everything demanded. */
async function leave(shared: Partial<Shared> = {}): Promise<Shared> {
  const test = await makeTestRuntime(shared);
  const piece = await runPattern(test, program(test.source), { items: [1, 2] });
  await demand(piece);
  await test.runtime.settled();
  assert.deepEqual(test.errors, []);
  await test.runtime.dispose();
  return { stores: test.stores, source: test.source };
}

async function demand(piece: Any): Promise<Any> {
  return {
    label: await piece.key("label", "text").pull(),
    shout: await piece.key("shout").pull(),
  };
}

type Options = Parameters<typeof makeTestRuntime>[2];

/** Resumes the piece in a runtime of its own and demands everything; gives what ran. */
async function resume(
  shared: Shared,
  options: Options = {},
  during: (test: TestRuntime, piece: Any) => Promise<void> = async () => {},
): Promise<Any> {
  const test = await makeTestRuntime(shared, {}, options);
  const piece = test.runtime.getCell<Any>(SPACE, "piece");
  await piece.sync();
  await test.runtime.start(piece);
  await during(test, piece);
  const shown = await demand(piece);
  await test.runtime.settled();
  const { computationRuns, observationsAccepted, observationsRejected } = test.runtime.counters();
  const ran = test.events.flatMap((event) => event.type === "ran" ? [nameOf(event.action)] : []);
  await test.runtime.dispose();
  return {
    shown,
    ran: ran.sort(),
    computationRuns,
    accepted: observationsAccepted,
    rejected: observationsRejected,
    resumed: test.events.find((event) => event.type === "resumed"),
    errors: test.errors.map((error) => error.message),
    events: test.events,
  };
}

function nameOf(action: string): string {
  return action.replace(/^(cf:module\/|builtin:)/, "").replace(/x*A?:.*$/, "");
}

/** Writes to the argument while nobody runs the piece. */
async function edit({ stores, source }: Shared, change: (argument: Any) => void): Promise<void> {
  const { runtime } = await makeTestRuntime({ stores, source });
  const piece = runtime.getCell<Any>(SPACE, "piece");
  await piece.sync();
  for (const key of ["items", "title"]) await piece.key(key).sync();
  await runtime.editWithRetry((tx) => change(piece.withTx(tx)));
  await runtime.dispose();
}

/** The cell behind a link of the space, which leaves its space out. */
function cellOf(runtime: TestRuntime["runtime"], link: Any): Any {
  const fields = { ...link["/"]["link@1"], space: SPACE };
  return runtime.getCellFromLink({ "/": { "link@1": fields } });
}

const NONE = { absent: 0, implementation: 0, fingerprint: 0, reads: 0, outputs: 0 };

const STORES: readonly (readonly [string, (directory: string) => SpaceStores])[] = [
  ["memory", () => memoryStores()],
  ["SQLite", (directory) => sqliteStores(directory, nodeStorePowers)],
];

for (const [name, makeStores] of STORES) {
  Deno.test(`an unchanged piece tree runs nothing when it is resumed, on ${name}`, async () => {
    const directory = await Deno.makeTempDir();
    try {
      const { stores, source } = await leave({ stores: makeStores(directory) });
      const reopened = name === "SQLite" ? makeStores(directory) : stores;
      const again = await resume({ stores: reopened, source });
      assert.deepEqual(again.shown, { label: "total 6", shout: "hello!" });
      assert.deepEqual(again.ran, []);
      assert.equal(again.computationRuns, 0);
      assert.deepEqual(again.rejected, NONE);
      const { nodes, rehydrated, toRun } = again.resumed;
      assert.deepEqual({ nodes, rehydrated, toRun }, { nodes: 6, rehydrated: 6, toRun: 0 });
      assert.equal(again.accepted, 6);
    } finally {
      await Deno.remove(directory, { recursive: true });
    }
  });
}

Deno.test("an input that was edited while stopped runs exactly what depends on it", async () => {
  const shared = await leave();
  await edit(shared, (piece) => piece.key("title").set("bye"));
  const again = await resume(shared);
  assert.deepEqual(again.shown, { label: "total 6", shout: "bye!" });
  assert.deepEqual(again.ran, ["shout"]);
  assert.deepEqual(again.rejected, { ...NONE, reads: 1 });
  assert.deepEqual((await resume(shared)).ran, []);
});

Deno.test("an element that was added while stopped runs its own instance and the list", async () => {
  const shared = await leave();
  await edit(shared, (piece) => piece.key("items").push(4));
  const again = await resume(shared);
  assert.deepEqual(again.shown, { label: "total 14", shout: "hello!" });
  assert.deepEqual(again.ran, ["double", "map", "str", "total"]);
});

Deno.test("an event after the resume runs what it changes, and nothing else", async () => {
  const shared = await leave();
  const again = await resume(shared, {}, async ({ runtime }, piece) => {
    const outcome = await runtime.sendEvent(piece.key("add"), 4);
    assert.equal(outcome.status, "committed");
  });
  assert.deepEqual(again.shown, { label: "total 14", shout: "hello!" });
  assert.deepEqual(again.ran, ["add", "double", "map", "str", "total"]);
});

Deno.test("without observations everything that is demanded runs again", async () => {
  const shared = await leave();
  const again = await resume(shared, { observations: false });
  assert.deepEqual(again.ran, ["double", "double", "map", "shout", "str", "total"]);
  assert.deepEqual(again.shown, { label: "total 6", shout: "hello!" });
});

type Row = Record<string, Any>;

/** Writes the row of one action again, changed. */
async function rewrite({ stores }: Shared, action: string, change: (row: Row) => Row) {
  const store = await stores(SPACE);
  const { runtime } = await makeTestRuntime({ stores });
  const { id } = runtime.getCell(SPACE, "piece").getAsNormalizedFullLink();
  const rows = await store.observations([{ id, scopeKey: "space" }]);
  const row = rows.find(({ observation }) => nameOf(observation.action) === action)!.observation;
  const observations = [change(structuredClone(row) as Row) as typeof row];
  const result = await store.commit({
    txId: crypto.randomUUID(),
    reads: [],
    writes: [],
    observations,
  });
  assert.ok("ok" in result);
  await runtime.dispose();
}

const DAMAGE: readonly (readonly [string, keyof typeof NONE, (row: Row) => Row])[] = [
  ["a recorded error", "absent", (row) => ({ ...row, status: "error" })],
  ["another kind", "absent", (row) => ({ ...row, kind: "builtin" })],
  ["another version of the row", "absent", (row) => ({ ...row, v: 2 })],
  ["a read without path", "absent", ({ reads: [first, { path: _, ...rest }], ...row }) => ({
    ...row,
    reads: [first, rest],
  })],
  ["an output without digest", "absent", ({ outputs: [{ digest: _, ...rest }], ...row }) => ({
    ...row,
    outputs: [rest],
  })],
  ["other code", "implementation", (row) => ({ ...row, impl: `${row.impl}x` })],
  ["another host", "fingerprint", (row) => ({ ...row, host: "other" })],
  ["another scheduler", "fingerprint", (row) => ({ ...row, sched: "other" })],
  ["other bindings", "reads", ({ reads: [first, ...rest], ...row }) => ({
    ...row,
    reads: [{ ...first, digest: "x" }, ...rest],
  })],
  ["another input", "reads", ({ reads: [first, ...rest], ...row }) => ({
    ...row,
    reads: [first, ...rest.map((read: Any) => ({ ...read, seq: -1, digest: "x" }))],
  })],
  ["another output", "outputs", ({ outputs: [output], ...row }) => ({
    ...row,
    outputs: [{ ...output, seq: -1, digest: "x" }],
  })],
  ["a child that is not there", "outputs", (row) => ({
    ...row,
    children: [{
      slot: "instance:0",
      ref: { identity: "x".repeat(42) + "A", symbol: "default" },
      result: { "/": { "link@1": { id: "of:nowhere", space: SPACE } } },
    }],
  })],
];

for (const [what, reason, change] of DAMAGE) {
  Deno.test(`a row with ${what} is not accepted, for the reason "${reason}"`, async () => {
    const shared = await leave();
    await rewrite(shared, "shout", change);
    const again = await resume(shared);
    assert.deepEqual(again.shown, { label: "total 6", shout: "hello!" });
    assert.deepEqual(again.rejected, { ...NONE, [reason]: 1 });
    assert.deepEqual(again.ran, ["shout"]);
    assert.equal(again.accepted, 5);
    assert.deepEqual((await resume(shared)).ran, []);
  });
}

for (const which of ["host", "sched"] as const) {
  Deno.test(`with another or no fingerprint of ${which} nothing is accepted`, async () => {
    const shared = await leave();
    const known = { host: "host", sched: "sched" };
    for (const value of ["other", undefined]) {
      const fingerprints = () => ({ ...known, [which]: value });
      const again = await resume(shared, { fingerprints });
      assert.deepEqual(again.rejected, { ...NONE, fingerprint: 6 });
      assert.equal(again.computationRuns, 6);
      assert.deepEqual(again.shown, { label: "total 6", shout: "hello!" });
    }
    // The run without a fingerprint left no rows; those of the other one are there.
    assert.deepEqual((await resume(shared)).rejected, { ...NONE, fingerprint: 6 });
  });
}

Deno.test("an unrelated write to a read document runs nothing", async () => {
  const shared = await leave();
  const { runtime } = await makeTestRuntime(shared);
  const piece = runtime.getCell<Any>(SPACE, "piece");
  await piece.sync();
  const argument = cellOf(runtime, piece.getMetaRaw("argument"));
  await argument.sync();
  await runtime.editWithRetry((tx) => argument.withTx(tx).key("unread").set("noise"));
  await runtime.dispose();
  const again = await resume(shared);
  assert.deepEqual(again.ran, []);
  assert.deepEqual(again.rejected, NONE);
});

Deno.test("an output that somebody overwrote is computed again", async () => {
  const shared = await leave();
  const { runtime } = await makeTestRuntime(shared);
  const piece = runtime.getCell<Any>(SPACE, "piece");
  await piece.sync();
  const shout = cellOf(runtime, piece.key("shout").getRaw());
  await shout.sync();
  await runtime.editWithRetry((tx) => shout.withTx(tx).set("quiet"));
  await runtime.dispose();
  const again = await resume(shared);
  assert.deepEqual(again.rejected, { ...NONE, outputs: 1 });
  assert.deepEqual(again.ran, ["shout"]);
  assert.equal(again.shown.shout, "hello!");
});

Deno.test("an instance whose pointer was replaced makes its list run again", async () => {
  const shared = await leave();
  const { runtime } = await makeTestRuntime(shared);
  const piece = runtime.getCell<Any>(SPACE, "piece");
  await piece.sync();
  const store = await shared.stores(SPACE);
  const { id } = piece.getAsNormalizedFullLink();
  const rows = await store.observations([{ id, scopeKey: "space" }]);
  const row = rows.find(({ observation }) => nameOf(observation.action) === "map")!.observation;
  const instance = runtime.getCellFromLink<Any>((row as Any).children[0].result);
  await instance.sync();
  await runtime.editWithRetry((tx) => {
    const other = { identity: "label".padEnd(42, "x") + "A", symbol: "default" };
    instance.withTx(tx).setMetaRaw("patternIdentity", other);
  });
  await runtime.dispose();
  const again = await resume(shared);
  assert.equal(again.rejected.outputs, 1);
  assert.ok(again.ran.includes("map"));
  assert.equal(again.shown.label, "total 6");
});

Deno.test("rows that cannot be read in time count as absent, and everything runs", async () => {
  const shared = await leave();
  const test = await makeTestRuntime({ stores: silent(shared.stores), source: shared.source });
  const piece = test.runtime.getCell<Any>(SPACE, "piece");
  await piece.sync();
  const started = test.runtime.start(piece);
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
  test.clock.advance(5_000);
  await started;
  assert.deepEqual(await demand(piece), { label: "total 6", shout: "hello!" });
  const { computationRuns, observationsRejected } = test.runtime.counters();
  assert.equal(computationRuns, 6);
  assert.equal(observationsRejected.absent, 3, "those of the piece; what is below it is not known");
  await test.runtime.dispose();
});

/** Stores that never answer when they are asked for observations. */
function silent(stores: SpaceStores): SpaceStores {
  return async (space) =>
    new Proxy(await stores(space), {
      get(store, name) {
        if (name === "observations") return () => new Promise(() => {});
        const member = Reflect.get(store, name);
        return typeof member === "function" ? member.bind(store) : member;
      },
    });
}

Deno.test("rows of actions that a piece does not have are deleted", async () => {
  const shared = await leave();
  await rewrite(
    shared,
    "shout",
    (row) => ({ ...row, action: row.action.replace("shout", "gone0") }),
  );
  const store = await shared.stores(SPACE);
  const actionsOf = async () => {
    const { runtime } = await makeTestRuntime(shared);
    const { id } = runtime.getCell(SPACE, "piece").getAsNormalizedFullLink();
    await runtime.dispose();
    const rows = await store.observations([{ id, scopeKey: "space" }]);
    return rows.map(({ observation }) => nameOf(observation.action)).sort();
  };
  assert.deepEqual(await actionsOf(), ["gone0", "map", "shout", "total"]);
  assert.deepEqual((await resume(shared)).ran, []);
  assert.deepEqual(await actionsOf(), ["map", "shout", "total"]);
});

Deno.test("a pattern that takes the place of another runs what is different in it", async () => {
  const test = await makeTestRuntime();
  const { runtime, source, events } = test;
  const double = source.add("double", H.lift((n: number) => n * 2, NUMBER, NUMBER));
  const text = source.add("text", H.lift((n: number) => `old ${n}`, NUMBER, STRING));
  const other = source.add("other", H.lift((n: number) => `new ${n}`, NUMBER, STRING));
  const make = (name: string, label: Any, word: string) =>
    source.add(
      name,
      H.pattern((input: Any) => ({
        rows: input.key("items").mapWithPattern(row, {}),
        doubled: double(input.key("n")),
        label: label(input.key("n")),
        greeting: H.str`${word} ${input.key("n")}`,
      }), record({ n: NUMBER, items: { type: "array", items: NUMBER } })),
    );
  const row = source.add(
    "row",
    H.pattern((input: Any) => ({ d: double(input.key("element")) }), record({ element: NUMBER })),
  );
  const piece = await runPattern(test, make("one", text, "hi"), { n: 2, items: [1, 2, 3] });
  const show = async () => [
    await piece.key("doubled").pull(),
    await piece.key("label").pull(),
    await piece.key("greeting").pull(),
    (await piece.key("rows").pull()).map((each: Any) => each.d),
  ];
  assert.deepEqual(await show(), [4, "old 2", "hi 2", [2, 4, 6]]);
  events.length = 0;
  await runPattern(test, make("two", other, "ho"), undefined);
  assert.deepEqual(await show(), [4, "new 2", "ho 2", [2, 4, 6]]);
  const ran = events.flatMap((event) => event.type === "ran" ? [nameOf(event.action)] : []);
  assert.deepEqual(ran.sort(), ["other", "str"]);
  await runtime.dispose();
});

Deno.test("pieces that read a document are told, running or not", async () => {
  const shared = await leave();
  const { runtime } = await makeTestRuntime(shared);
  const piece = runtime.getCell<Any>(SPACE, "piece");
  await piece.sync();
  const { id, scope } = piece.getAsNormalizedFullLink();
  const argument = cellOf(runtime, piece.getMetaRaw("argument")).getAsNormalizedFullLink();
  const found = await runtime.affected([argument]);
  assert.ok(found.some((each: Any) => each.id === id && each.space === SPACE));
  assert.ok(found.length > 1, "rows of the list read elements of the argument");
  assert.deepEqual(await runtime.affected([{ space: SPACE, scope, id: "of:nothing" }]), []);
  await runtime.dispose();
});

const SOURCES: readonly (readonly [string, (identity: string) => Any, Any])[] = [
  ["changed", (identity) => ({ path: "/a.ts", digest: identity, closure: identity }), {
    stable: 0,
    changed: 1,
    unstable: 0,
  }],
  ["unstable", () => ({ path: "/a.ts", digest: "same", closure: "same" }), {
    stable: 0,
    changed: 0,
    unstable: 1,
  }],
  ["changed", () => undefined, { stable: 0, changed: 1, unstable: 0 }],
];

for (const [outcome, sourceOf, counted] of SOURCES) {
  Deno.test(`code under another identity is ${outcome}, by its ${sourceOf("x")?.closure}`, async () => {
    const first = await makeTestRuntime();
    const { stores, source } = first;
    Object.assign(source, { sourceOf });
    const make = (name: string) =>
      source.add(
        name,
        H.pattern(
          (input: Any) => ({ out: source.add(`${name}code`, double())(input.key("n")) }),
          record({ n: NUMBER }),
        ),
      );
    const piece = await runPattern(first, make("before"), { n: 2 });
    assert.equal(await piece.key("out").pull(), 4);
    await first.runtime.dispose();
    const second = await makeTestRuntime({ stores, source });
    const cell = second.runtime.getCell<Any>(SPACE, "piece");
    await cell.sync();
    await second.runtime.editWithRetry((tx) => {
      second.runtime.setup(tx, make("after"), undefined, cell.withTx(tx));
    });
    await second.runtime.start(cell);
    assert.equal(await cell.key("out").pull(), 4);
    const { identityStability, observationsRejected } = second.runtime.counters();
    assert.deepEqual(identityStability, counted);
    assert.deepEqual(observationsRejected, { ...NONE, implementation: 1 });
    const told = second.events.filter(({ type }) => type === "identityStability");
    assert.deepEqual(told.map((event: Any) => event.outcome), [outcome]);
    const warned = second.events.filter((event: Any) => event.code === "identity:unstable");
    assert.equal(warned.length, outcome === "unstable" ? 1 : 0);
    await second.runtime.dispose();
    const third = await makeTestRuntime({ stores, source });
    const again = third.runtime.getCell<Any>(SPACE, "piece");
    await again.sync();
    await third.runtime.start(again);
    assert.deepEqual(third.runtime.counters().identityStability, {
      stable: 1,
      changed: 0,
      unstable: 0,
    });
    await third.runtime.dispose();
  });
}

function double(): Any {
  return H.lift((n: number) => n * 2, NUMBER, NUMBER);
}
