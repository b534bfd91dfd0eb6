/** Why an observation is not accepted: each reason is provoked and counted. */
import assert from "node:assert/strict";
import type { SpaceStores } from "@commonfabric/storage";
import { type Any, H, makeTestRuntime, runPattern, SPACE } from "./support/test-runtime.ts";
import { NUMBER, record } from "./support/natural.ts";
import {
  cellOf,
  demand,
  double,
  leave,
  nameOf,
  NONE,
  resume,
  type Shared,
} from "./support/observed.ts";

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
