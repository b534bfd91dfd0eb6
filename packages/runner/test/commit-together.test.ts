/** Commits of computations are stored together, and nothing is lost where one of them collides. */
import assert from "node:assert/strict";
import { sqliteStores } from "@commonfabric/storage";
import { Runtime } from "@commonfabric/runner";

const SPACE = "home";
const PROGRAM = `import { lift, pattern } from "commonfabric";
const add = lift(({ n, by }: { n: number; by: number }) => n + by);
export default pattern<{ n: number }>(({ n }) => {
  const one = add({ n, by: 1 });
  return { one, two: add({ n: one, by: 1 }), three: add({ n, by: 3 }) };
});`;

async function started(runtime: Runtime): Promise<ReturnType<Runtime["getCell"]>> {
  const made = await runtime.patterns.compileOrGetPattern(PROGRAM, { space: SPACE });
  const result = runtime.getCell(SPACE, "piece");
  const input = runtime.getCell<number>(SPACE, "input");
  await runtime.editWithRetry((tx) => {
    input.withTx(tx).set(1);
    runtime.run(tx, made, { n: input }, result.withTx(tx));
  });
  await result.pull();
  await runtime.settled();
  return result;
}

async function withDirectory(run: (directory: string) => Promise<void>): Promise<void> {
  const directory = await Deno.makeTempDir();
  try {
    await run(directory);
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
}

Deno.test("what the computations of one pass wrote is one commit", () =>
  withDirectory(async (directory) => {
    const runtime = new Runtime({ stores: sqliteStores(directory) });
    const result = await started(runtime);
    const cancel = result.sink(() => {});
    await runtime.settled();
    const before = runtime.counters();
    await runtime.editWithRetry((tx) => runtime.getCell(SPACE, "input", { tx }).set(5));
    await runtime.settled();
    const after = runtime.counters();
    assert.deepEqual(result.get(), { one: 6, three: 8, two: 7 });
    assert.equal(after.computationRuns - before.computationRuns, 3);
    assert.equal(after.storeTransactions - before.storeTransactions, 2, "the edit, and the pass");
    cancel();
    await runtime.dispose();
  }));

Deno.test("computations of two runtimes that write the same documents agree", () =>
  withDirectory(async (directory) => {
    const runtimes = [0, 1].map(() => new Runtime({ stores: sqliteStores(directory) }));
    const [first, second] = runtimes as [Runtime, Runtime];
    const shown: unknown[][] = [[], []];
    const result = await started(first);
    await second.openSpace(SPACE);
    const other = second.getCell(SPACE, "piece");
    await second.start(other);
    const cancels = [result, other].map((cell, at) =>
      cell.sink((value) => void shown[at]!.push(value))
    );
    for (let turn = 0; turn < 6; turn++) {
      const writer = runtimes[turn % 2]!;
      await writer.editWithRetry((tx) => writer.getCell(SPACE, "input", { tx }).set(turn * 10));
    }
    const expected = { one: 51, three: 53, two: 52 };
    const isSettled = () => shown.every((values) => deepEqual(values.at(-1), expected));
    for (let round = 0; round < 200 && !isSettled(); round++) {
      await new Promise((resolve) => setTimeout(resolve, 10));
      for (const runtime of runtimes) await runtime.settled();
    }
    assert.deepEqual(shown.map((values) => values.at(-1)), [expected, expected]);
    for (const cancel of cancels) cancel();
    for (const runtime of runtimes) await runtime.dispose();
  }));

function deepEqual(actual: unknown, expected: unknown): boolean {
  try {
    assert.deepEqual(actual, expected);
    return true;
  } catch {
    return false;
  }
}
