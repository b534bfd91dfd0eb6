/** Stores that give no answer for a time: what did not land is not taken for done, and comes later. */
import assert from "node:assert/strict";
import { memoryStores } from "../../storage/test/support/memory-store.ts";
import { failingStores } from "./support/failing-stores.ts";
import { FakeNetwork, settleReplies, turns } from "./support/fake-network.ts";
import { handle, list, NUMBER, record, STRING } from "./support/natural.ts";
import { type Any, H, makeTestRuntime, runPattern, SPACE } from "./support/test-runtime.ts";

const KINDS = ["synchronous", "asynchronous"] as const;
const double = H.lift((n: number) => n * 2, NUMBER, NUMBER);
const doubling = H.pattern(
  ({ n }: Any) => ({ n, double: double(n).for("double") }),
  record({ n: handle("cell", NUMBER) }),
);

/** What another runtime on the same stores finds, without running anything. */
async function stored(test: Awaited<ReturnType<typeof makeTestRuntime>>, cell: Any): Promise<Any> {
  const other = await makeTestRuntime(test);
  const link = cell.resolveAsCell().getAsLink();
  const found = other.runtime.getCellFromLink<Any>(link);
  await found.sync();
  const value = found.getRaw();
  await other.runtime.dispose();
  return value;
}

for (const kind of KINDS) {
  Deno.test(`what a computation wrote is stored when the store takes it again (${kind})`, async () => {
    const failing = failingStores(memoryStores(), kind);
    const test = await makeTestRuntime({ stores: failing.stores });
    const { runtime, clock, errors } = test;
    const n = runtime.getCell<number>(SPACE, "n");
    await runtime.editWithRetry((tx) => n.withTx(tx).set(1));
    const piece = await runPattern(test, doubling, { n });
    failing.fails = { commits: true };
    const shown: number[] = [];
    piece.key("double").sink((value: number) => void shown.push(value));
    await turns();
    await runtime.settled();
    assert.deepEqual(errors.map(({ kind, name }) => [kind, name.length > 0]), [["store", true]]);
    const before = runtime.counters().computationRuns;
    for (let second = 0; second < 4; second++) {
      clock.advance(1_000);
      await turns();
    }
    assert.ok(runtime.counters().computationRuns > before, "it is tried again");
    assert.equal(errors.length, 1, "an episode is reported once");
    failing.fails = {};
    clock.advance(5_000);
    await turns();
    await runtime.settled();
    assert.equal(await stored(test, piece.key("double")), 2);
    assert.equal(shown.at(-1), 2);
    assert.equal(runtime.snapshot().nodes.every(({ status }) => status === "clean"), true);
    await runtime.dispose();
  });

  Deno.test(`a run that the store gives no document keeps its output and comes again (${kind})`, async () => {
    const failing = failingStores(memoryStores(), kind);
    const test = await makeTestRuntime({ stores: failing.stores });
    const { runtime, clock, errors } = test;
    const n = runtime.getCell<Any>(SPACE, "n");
    const far = (name: string) => runtime.getCell<Any>(SPACE, name);
    await runtime.editWithRetry((tx) => {
      far("one").withTx(tx).set(1);
      n.withTx(tx).set(far("one"));
    });
    const writer = await makeTestRuntime(test);
    await writer.runtime.editWithRetry((tx) =>
      writer.runtime.getCell<Any>(SPACE, "two", { tx }).set(2)
    );
    await writer.runtime.dispose();
    const piece = await runPattern(test, doubling, { n });
    const shown: Any[] = [];
    piece.key("double").sink((value: Any) => void shown.push(value));
    await runtime.settled();
    assert.deepEqual(shown, [2]);
    failing.fails = { reads: true };
    await runtime.editWithRetry((tx) => {
      const link = runtime.getCell(SPACE, "two").getAsLink();
      n.withTx(tx).set(runtime.getCellFromLink(link));
    });
    await turns();
    assert.deepEqual(shown, [2], "nothing was read as undefined");
    assert.deepEqual(errors.map(({ kind, name }) => [kind, name]), [
      ["store", "StoreUnavailableError"],
    ]);
    failing.fails = {};
    clock.advance(5_000);
    await turns();
    await runtime.settled();
    assert.deepEqual(shown, [2, 4]);
    await runtime.dispose();
  });

  Deno.test(`a reply waits for a store that does not take it, and is not asked for again (${kind})`, async () => {
    const failing = failingStores(memoryStores(), kind);
    const network = new FakeNetwork();
    const test = await makeTestRuntime({ stores: failing.stores }, { fetch: network.fetch });
    const { runtime, clock, errors } = test;
    const asking = H.pattern(
      ({ url }: Any) => ({ answer: H.fetchJsonUnchecked({ url }) }),
      record({ url: STRING }),
    );
    const piece = await runPattern(test, asking, { url: "https://a.example/one" });
    const shown: Any[] = [];
    piece.key("answer").sink((answer: Any) => void shown.push(answer));
    await turns();
    failing.fails = { commits: true };
    network.last.reply({ ok: 1 });
    await settleReplies(clock, 4);
    assert.equal(shown.at(-1).pending, true);
    assert.deepEqual(errors.map(({ kind }) => kind), ["store"]);
    failing.fails = {};
    await settleReplies(clock, 5);
    await runtime.settled();
    assert.deepEqual({ ...shown.at(-1) }, { pending: false, result: { ok: 1 } });
    assert.equal(network.asked.length, 1);
    await runtime.dispose();
  });
}

Deno.test("a stopped piece does not wait for a store to take its reply", async () => {
  const failing = failingStores(memoryStores(), "synchronous");
  const network = new FakeNetwork();
  const test = await makeTestRuntime({ stores: failing.stores }, { fetch: network.fetch });
  const asking = H.pattern(
    ({ url }: Any) => ({ answer: H.fetchJsonUnchecked({ url }) }),
    record({ url: STRING }),
  );
  const piece = await runPattern(test, asking, { url: "https://a.example/one" });
  piece.key("answer").sink(() => {});
  await turns();
  failing.fails = { commits: true };
  network.last.reply({ ok: 1 });
  await settleReplies(test.clock, 3);
  test.runtime.stop(piece);
  await test.runtime.settled();
  assert.deepEqual(test.errors.map(({ kind }) => kind), ["store"]);
  await test.runtime.dispose();
});

Deno.test("a list whose rows the store did not take, when they ran already, is stored with its rows", async () => {
  const failing = failingStores(memoryStores(), "asynchronous");
  const test = await makeTestRuntime({ stores: failing.stores });
  const { runtime, clock, stores } = test;
  const row = test.source.add(
    "row",
    H.pattern((input: Any) => ({ d: double(input.key("element")) }), record({ element: NUMBER })),
  );
  const rows = test.source.add(
    "rows",
    H.pattern(
      (input: Any) => ({ rows: input.key("xs").mapWithPattern(row, {}) }),
      record({ xs: list(NUMBER) }),
    ),
  );
  const xs = runtime.getCell<number[]>(SPACE, "xs");
  await runtime.editWithRetry((tx) => xs.withTx(tx).set([1]));
  const piece = await runPattern(test, rows, { xs });
  piece.key("rows").asSchema(true).sink(() => {});
  await runtime.settled();
  const writer = await makeTestRuntime(test);
  const gate = Promise.withResolvers<void>();
  await writer.runtime.editWithRetry((tx) =>
    writer.runtime.getCell<number[]>(SPACE, "xs", { tx }).set([1, 2])
  );
  Object.assign(failing, { fails: { commits: true }, beforeCommit: gate.promise });
  await turns();
  gate.resolve();
  await turns();
  failing.fails = {};
  clock.advance(5_000);
  await turns();
  await runtime.settled();
  const links = await stored(test, piece.key("rows")) as Any[];
  assert.equal(links.length, 2);
  const keys = links.map((link) => ({ id: link["/"]["link@1"].id, scopeKey: "space" }));
  const found = await (await stores(SPACE)).read(keys);
  for (const row of found) assert.ok((row?.doc.value as Any)?.d, "the row is stored");
  await Promise.all([runtime.dispose(), writer.runtime.dispose()]);
});

Deno.test("a swap that the store does not take is tried again, and the piece goes on meanwhile", async () => {
  const memory = memoryStores();
  const failing = failingStores(memory, "synchronous");
  const test = await makeTestRuntime({ stores: failing.stores });
  const { runtime, clock, errors, source } = test;
  const version = (factor: number) =>
    source.add(
      `times${factor}`,
      H.pattern(
        ({ n }: Any) => ({ n, out: H.lift((n: number) => n * factor, NUMBER, NUMBER)(n) }),
        record({ n: { ...NUMBER, default: 1 } }, []),
      ),
    );
  const piece = await runPattern(test, version(2), {});
  const shown: Any[] = [];
  piece.key("out").sink((out: Any) => void shown.push(out));
  await runtime.settled();
  const ref = { ...source.getArtifactEntryRef(version(3))! };
  const other = await makeTestRuntime({ source, stores: memory });
  failing.fails = { commits: true };
  const far = other.runtime.getCell<Any>(SPACE, "piece");
  // The pointer alone, as a process leaves it that dies before it has set up the rest.
  await other.runtime.editWithRetry((tx) => far.withTx(tx).setMetaRaw("patternIdentity", ref));
  await turns();
  assert.deepEqual(shown, [2]);
  assert.deepEqual(errors.map(({ kind, name }) => [kind, name]), [["store", "StoreBusyError"]]);
  failing.fails = {};
  clock.advance(5_000);
  await turns();
  await runtime.settled();
  assert.deepEqual(shown, [2, 3]);
  await Promise.all([runtime.dispose(), other.runtime.dispose()]);
});
