/** What a computation gave is replaced by another process: the state that is left follows from the inputs. */
import assert from "node:assert/strict";
import { memoryStores } from "../../storage/test/support/memory-store.ts";
import { asynchronous } from "./support/cell-host.ts";
import { turns } from "./support/fake-network.ts";
import { handle, NUMBER, record } from "./support/natural.ts";
import {
  type Any,
  H,
  makeTestRuntime,
  runPattern,
  SPACE,
  type TestRuntime,
} from "./support/test-runtime.ts";

const double = H.lift((n: number) => n * 2, NUMBER, NUMBER);
const doubling = H.pattern(
  ({ n }: Any) => ({ n, double: double(n).for("double") }),
  record({ n: handle("cell", NUMBER) }),
);

/** Two runtimes that run one piece and show it. */
async function both(kind: string) {
  const memory = memoryStores();
  const stores = kind === "asynchronous" ? asynchronous(memory) : memory;
  const one = await makeTestRuntime({ stores });
  one.source.add("doubling", doubling);
  const n = one.runtime.getCell<number>(SPACE, "n");
  await n.sync();
  await one.runtime.editWithRetry((tx) => n.withTx(tx).set(1));
  await runPattern(one, doubling, { n });
  const two = await makeTestRuntime({ stores, source: one.source });
  const shown: number[][] = [[], []];
  for (const [at, { runtime }] of [one, two].entries()) {
    const piece = runtime.getCell<Any>(SPACE, "piece");
    await piece.sync();
    await runtime.start(piece);
    piece.key("double").sink((value) => void shown[at]!.push(value as number));
    await runtime.settled();
  }
  return { one, two, memory, shown };
}

async function settleAll(tests: readonly TestRuntime[]): Promise<void> {
  await turns();
  for (const { runtime } of tests) await runtime.settled();
}

for (const kind of ["synchronous", "asynchronous"]) {
  Deno.test(`an output that a process left of an older state is given again (${kind})`, async () => {
    const { one, two, memory, shown } = await both(kind);
    const piece = one.runtime.getCell<Any>(SPACE, "piece");
    const link = piece.key("double").resolveAsCell().getAsLink();
    await two.runtime.dispose();
    const dying = await makeTestRuntime({ stores: memory });
    const output = dying.runtime.getCellFromLink<number>(link);
    await output.sync();
    await dying.runtime.editWithRetry((tx) => output.withTx(tx).set(99));
    await settleAll([one]);
    assert.equal(shown[0]!.at(-1), 2);
    assert.equal(output.get(), 2);
    assert.deepEqual(one.errors, []);
    for (const { runtime } of [one, dying]) await runtime.dispose();
  });

  Deno.test(`processes that agree run once each for a change (${kind})`, async () => {
    const { one, two, shown } = await both(kind);
    for (let value = 2; value < 6; value++) {
      const before = [one, two].map(({ runtime }) => runtime.counters().computationRuns);
      const n = one.runtime.getCell<number>(SPACE, "n");
      await one.runtime.editWithRetry((tx) => n.withTx(tx).set(value));
      await settleAll([one, two]);
      const after = [one, two].map(({ runtime }) => runtime.counters().computationRuns);
      assert.deepEqual(after.map((runs, at) => runs - before[at]!), [1, 1]);
      assert.deepEqual(shown.map((each) => each.at(-1)), [value * 2, value * 2]);
    }
    for (const { runtime } of [one, two]) await runtime.dispose();
  });
}

Deno.test("processes that never agree take turns more and more slowly, and say so", async () => {
  const { one, two } = await both("synchronous");
  const piece = one.runtime.getCell<Any>(SPACE, "piece");
  const output = two.runtime.getCellFromLink<number>(
    piece.key("double").resolveAsCell().getAsLink(),
  );
  await output.sync();
  two.runtime.stop(two.runtime.getCell<Any>(SPACE, "piece"));
  let writes = 0;
  output.sink((value) => {
    if (value === 2 && ++writes < 60) output.set(99);
  });
  await settleAll([one, two]);
  const soon = writes;
  assert.ok(soon >= 20 && soon < 30, `${soon} turns at once`);
  assert.deepEqual(one.errors.map(({ name }) => name), ["NonConvergenceError"]);
  one.clock.advance(1_000);
  await settleAll([one, two]);
  assert.ok(writes > soon && writes < soon + 5);
  for (const { runtime } of [one, two]) await runtime.dispose();
});
