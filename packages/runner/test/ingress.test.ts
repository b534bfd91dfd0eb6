/** Events from outside: handled at most once for each space, for as long as receipts are kept. */
import assert from "node:assert/strict";
import { memoryStores } from "../../storage/test/support/memory-store.ts";
import { type Any, H, makeTestRuntime, runPattern, SPACE } from "./support/test-runtime.ts";
import { handle, LIST_OF_ANY, NUMBER, record } from "./support/natural.ts";

const DAY_MS = 86_400_000;

/** Fails on every run but the first: its work is done by then. */
const once = H.handler(true, record({ n: handle("cell", NUMBER) }), (_event: Any, { n }: Any) => {
  if ((n.get() ?? 0) > 0) throw new Error("done already");
  n.set(1);
});
const oncePattern = H.pattern(
  (input: Any) => ({ n: input.key("n"), once: once({ n: input.key("n") }) }),
  record({ n: NUMBER }, []),
);

Deno.test("a second delivery is a duplicate although its handler would fail, and runs nothing", async () => {
  const test = await makeTestRuntime();
  const piece = await runPattern(test, oncePattern, {});
  const deliver = () => test.runtime.sendEvent(piece.key("once"), undefined, { ingressId: "mail" });
  assert.equal((await deliver()).status, "committed");
  const runs = test.runtime.counters().handlerRuns;
  assert.deepEqual(await deliver(), { status: "duplicate", attempts: 0 });
  assert.equal(test.runtime.counters().handlerRuns, runs);
  assert.deepEqual(test.errors, []);
  await test.runtime.dispose();
});

Deno.test("two runtimes that are given one event at the same time handle it once", async () => {
  const first = await makeTestRuntime();
  const second = await makeTestRuntime(first);
  const append = H.handler(true, record({ log: handle("cell", LIST_OF_ANY) }), async (
    event: Any,
    { log }: Any,
  ) => {
    await Promise.resolve();
    log.push(event);
  });
  const pattern = first.source.add(
    "append",
    H.pattern(
      (input: Any) => ({ log: input.key("log"), append: append({ log: input.key("log") }) }),
      record({ log: { ...LIST_OF_ANY, default: [] } }, []),
    ),
  );
  const piece = await runPattern(first, pattern, {});
  const outcomes = await Promise.all(
    [first, second, first, second].map(({ runtime }) => {
      const to = runtime.getCell<Any>(SPACE, "piece").key("append");
      return runtime.sendEvent(to, "x", { ingressId: "mail" });
    }),
  );
  const statuses = outcomes.map(({ status }) => status);
  assert.deepEqual(statuses.toSorted(), ["committed", "duplicate", "duplicate", "duplicate"]);
  assert.deepEqual(await piece.key("log").pull(), ["x"]);
  assert.deepEqual([...first.errors, ...second.errors], []);
  for (const { runtime } of [first, second]) await runtime.dispose();
});

Deno.test("receipts are kept for 30 days of the store's clock, and dropped by a later event", async () => {
  let now = 1_000;
  const stores = memoryStores(() => now);
  const test = await makeTestRuntime({ stores });
  const note = H.handler(true, record({ n: handle("cell", NUMBER) }), (_event: Any, { n }: Any) => {
    n.set((n.get() ?? 0) + 1);
  });
  const pattern = H.pattern(
    (input: Any) => ({ n: input.key("n"), note: note({ n: input.key("n") }) }),
    record({ n: NUMBER }, []),
  );
  const piece = await runPattern(test, pattern, {});
  const deliver = async (ingressId: string) => {
    const outcome = await test.runtime.sendEvent(piece.key("note"), undefined, { ingressId });
    await test.runtime.settled();
    return outcome.status;
  };
  const receipts = async () =>
    (await (await stores(SPACE)).list({ tagPrefix: "receipt:", limit: 10 })).length;
  await deliver("old");
  now += 29 * DAY_MS;
  await deliver("young");
  assert.equal(await receipts(), 2);
  assert.equal(await deliver("old"), "duplicate");
  now += 2 * DAY_MS;
  await deliver("later");
  assert.equal(await receipts(), 2);
  assert.deepEqual(await Promise.all(["young", "old"].map(deliver)), ["duplicate", "committed"]);
  await test.runtime.dispose();
});

Deno.test("an event whose handler writes another space is handled there, once", async () => {
  const first = await makeTestRuntime();
  const pattern = first.source.add("once", oncePattern);
  await first.runtime.openSpace("other");
  const far = first.runtime.getCell<Any>("other", "n");
  await first.runtime.editWithRetry((tx) => far.withTx(tx).set(0));
  const piece = await runPattern(first, pattern, { n: far });
  const deliver = ({ runtime }: typeof first) => {
    const to = runtime.getCell<Any>(SPACE, "piece").key("once");
    return runtime.sendEvent(to, undefined, { ingressId: "mail" });
  };
  assert.equal((await deliver(first)).status, "committed");
  assert.equal(await far.pull(), 1);
  assert.equal(await piece.key("n").pull(), 1);
  assert.deepEqual(await deliver(first), { status: "duplicate", attempts: 0 });
  await first.runtime.dispose();

  const next = await makeTestRuntime(first);
  assert.equal((await deliver(next)).status, "duplicate");
  assert.deepEqual([...first.errors, ...next.errors], []);
  await next.runtime.dispose();
});
