/** After a restart an event runs what it runs without one: no row of a list runs for nothing. */
import assert from "node:assert/strict";
import { memoryStores } from "../../storage/test/support/memory-store.ts";
import { type Compiled, compiledRuntime } from "./support/compiled.ts";
import type { Any } from "./support/test-runtime.ts";

const SHARED = `
const rows = lift((n: number) => Array.from({ length: n }, (_, at) => ({ at, n })));
export default pattern<{ n: Writable<number> }>(({ n }) => {
  const kept = rows(n).filter(({ at }) => at !== 1);
  return {
    shown: rows(n).map((row) => row.at + row.n > 3 ? row.at * 2 : row.n + 0),
    kept: kept.map((row) => row.at + 1),
    set: action((value: number) => n.set(value)),
  };
});
`;

/** Names of what ran since `from`, without their instances. */
function ranSince({ runtime }: Compiled, from: number): string[] {
  return runtime.patterns.events.recent(from).flatMap((event: Any) =>
    event.type === "ran" ? [event.action.split(":").slice(-3, -1).join(":")] : []
  ).sort();
}

async function send(test: Compiled, value: number): Promise<string[]> {
  const from = test.runtime.patterns.events.lastSeq;
  const outcome = await test.runtime.sendEvent(test.piece().key("set"), value);
  assert.equal(outcome.status, "committed", String(outcome.error));
  await test.runtime.settled();
  return ranSince(test, from);
}

async function demand(test: Compiled): Promise<void> {
  const cell = test.runtime.getCell<Any>("home", "piece");
  await cell.sync();
  await test.runtime.start(cell);
  test.piece().sink(() => {});
  await test.runtime.settled();
}

for (const [from, to] of [[4, 2], [2, 4], [3, 0], [0, 3], [3, 3]] as const) {
  Deno.test(`from ${from} rows to ${to}: the same runs with and without a restart`, async () => {
    const ran: string[][] = [];
    for (const isRestarted of [false, true]) {
      const stores = memoryStores();
      let test = await compiledRuntime({ stores });
      await test.run(SHARED, { argument: { n: from } });
      await demand(test);
      if (isRestarted) {
        await test.runtime.dispose();
        test = await compiledRuntime({ stores });
        await demand(test);
        assert.equal(test.runtime.counters().computationRuns, 0);
      }
      ran.push(await send(test, to));
      const { shown, kept } = await test.piece().pull();
      const all = Array.from({ length: to }, (_, at) => at);
      assert.deepEqual(shown, all.map((at) => at + to > 3 ? at * 2 : to));
      assert.deepEqual(kept, all.filter((at) => at !== 1).map((at) => at + 1));
      assert.deepEqual(test.errors, []);
      await test.runtime.dispose();
    }
    assert.deepEqual(ran[1], ran[0]);
  });
}
