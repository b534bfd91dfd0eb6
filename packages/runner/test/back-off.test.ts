/** Computations that were put off and that nobody wants by the time they are due. */
import assert from "node:assert/strict";
import { memoryStores } from "../../storage/test/support/memory-store.ts";
import { failingStores } from "./support/failing-stores.ts";
import { turns } from "./support/fake-network.ts";
import { handle, NUMBER, record } from "./support/natural.ts";
import { type Any, H, makeTestRuntime, runPattern, SPACE } from "./support/test-runtime.ts";

const double = H.lift((n: number) => n * 2, NUMBER, NUMBER);
const doubling = H.pattern(
  ({ n }: Any) => ({ n, double: double(n) }),
  record({ n: handle("cell", NUMBER) }),
);

Deno.test("a run that was put off asks for no time once nobody wants it", async () => {
  const failing = failingStores(memoryStores(), "synchronous");
  const waits: number[] = [];
  const test = await makeTestRuntime({ stores: failing.stores }, {
    setTimer: (ms, fn) => {
      waits.push(ms);
      return test.clock.setTimer(ms, fn);
    },
  });
  const { runtime, clock } = test;
  const n = runtime.getCell<number>(SPACE, "n");
  await runtime.editWithRetry((tx) => n.withTx(tx).set(1));
  const piece = await runPattern(test, doubling, { n });
  failing.fails = { commits: true };
  const hide = piece.key("double").sink(() => {});
  await turns();
  hide();
  clock.advance(10_000);
  await turns();
  const before = waits.length;
  for (let times = 0; times < 5; times++) {
    clock.advance(10_000);
    await turns();
  }
  assert.deepEqual(waits.slice(before), [], "no timer is started for it");
  failing.fails = {};
  assert.equal(await piece.key("double").pull(), 2);
  assert.deepEqual(runtime.snapshot().nodes.map(({ status }) => status), ["clean"]);
  await runtime.dispose();
});
