import assert from "node:assert/strict";
import { nodeStorePowers, sqliteStores } from "@commonfabric/storage";
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

function record(properties: Record<string, unknown>, required = Object.keys(properties)): Any {
  return { type: "object", properties, required };
}

/** A list of numbers whose rows and total are computed, with a child pattern. */
function makeProgram(source: FakeSource): Any {
  const double = H.lift((n: number) => n * 2, NUMBER, NUMBER);
  const total = H.lift(
    (rows: Any[]) => rows.reduce((sum, row) => sum + (row?.doubled ?? 0), 0),
    { type: "array", items: record({ doubled: NUMBER }) },
    NUMBER,
  );
  const add = H.handler(
    NUMBER,
    record({ items: { type: "array", items: NUMBER, asCell: ["cell"] } }),
    (n: number, { items }: Any) => items.push(n),
  );
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
  return source.add(
    "program",
    H.pattern((input: Any) => {
      const rows = input.key("items").mapWithPattern(row, {});
      const sum = total(rows);
      return {
        items: input.key("items"),
        total: sum,
        label: label({ n: sum }),
        add: add({ items: input.key("items") }),
      };
    }, record({ items: { type: "array", items: NUMBER, default: [] } }, [])),
  );
}

async function fill(test: TestRuntime): Promise<void> {
  const piece = await runPattern(test, makeProgram(test.source), { items: [1, 2] });
  await test.runtime.sendEvent(piece.key("add"), 4);
  assert.equal(await piece.key("label", "text").pull(), "total 14");
  await test.runtime.settled();
  assert.deepEqual(test.errors, []);
}

/** Opens the stored piece in `test`, which has not run it. */
async function stored(test: TestRuntime): Promise<Any> {
  const piece = test.runtime.getCell<Any>(SPACE, "piece");
  await piece.sync();
  return piece;
}

async function checkResume(first: TestRuntime, second: TestRuntime): Promise<void> {
  const piece = await stored(second);
  assert.equal(await second.runtime.start(piece), true);
  assert.equal(second.runtime.counters().actionRuns, 0);
  const resumed = second.events.filter((event) => event.type === "resumed");
  assert.equal(resumed.length, 1);
  assert.equal(await piece.key("label", "text").pull(), "total 14");
  const outcome = await second.runtime.sendEvent(piece.key("add"), 10);
  assert.equal(outcome.status, "committed");
  assert.equal(await piece.key("label", "text").pull(), "total 34");
  assert.deepEqual(second.errors, []);
  await first.runtime.dispose();
  await second.runtime.dispose();
}

Deno.test("a stored piece starts in another runtime from its pointer, and goes on", async () => {
  const first = await makeTestRuntime();
  await fill(first);
  first.source.isLive = false;
  const second = await makeTestRuntime({ stores: first.stores, source: first.source });
  await checkResume(first, second);
  assert.deepEqual(second.source.loads, ["programx"]);
});

Deno.test("the same on a SQLite store", async () => {
  const directory = await Deno.makeTempDir();
  try {
    const stores = sqliteStores(directory, nodeStorePowers);
    const first = await makeTestRuntime({ stores });
    await fill(first);
    const second = await makeTestRuntime({
      stores: sqliteStores(directory, nodeStorePowers),
      source: first.source,
    });
    await checkResume(first, second);
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
});

Deno.test("an event starts the stored piece that serves its stream", async () => {
  const first = await makeTestRuntime();
  await fill(first);
  await first.runtime.dispose();
  const second = await makeTestRuntime({ stores: first.stores, source: first.source });
  const piece = await stored(second);
  const outcome = await second.runtime.sendEvent(piece.key("add"), 1);
  assert.equal(outcome.status, "committed");
  assert.equal(await piece.key("total").pull(), 16);
  await second.runtime.dispose();
});

Deno.test("two runtimes on one store see each other and lose no push", async () => {
  const first = await makeTestRuntime();
  await fill(first);
  const second = await makeTestRuntime({ stores: first.stores, source: first.source });
  const there = await stored(second);
  await second.runtime.start(there);
  const here = await stored(first);
  const seen: unknown[] = [];
  const cancel = here.key("total").sink((value: unknown) => void seen.push(value));
  await first.runtime.idle();
  const sends = [1, 2, 3, 4].map((n) =>
    (n % 2 === 0 ? first : second).runtime.sendEvent((n % 2 === 0 ? here : there).key("add"), n)
  );
  const outcomes = await Promise.all(sends);
  assert.deepEqual(outcomes.map((each) => each.status), Array(4).fill("committed"));
  await second.runtime.settled();
  await first.runtime.settled();
  const items = await here.key("items").pull();
  assert.deepEqual([...items].toSorted((a: number, b: number) => a - b), [1, 1, 2, 2, 3, 4, 4]);
  assert.equal(await here.key("total").pull(), 34);
  assert.equal(await there.key("total").pull(), 34);
  assert.equal(seen.at(-1), 34);
  cancel();
  await first.runtime.dispose();
  await second.runtime.dispose();
});

Deno.test("starts that cannot succeed say why", async () => {
  const test = await makeTestRuntime();
  const { runtime, source } = test;
  await assert.rejects(runtime.start(runtime.getCell(SPACE, "nothing")), {
    message: "Cannot start: no pattern identity",
  });
  const pattern = source.add("gone", H.pattern(() => ({ a: 1 })));
  const piece = await runPattern(test, pattern, {});
  runtime.stop(piece);
  source.forget(pattern);
  await assert.rejects(runtime.start(piece), {
    message: `Could not load pattern ${source.getArtifactEntryRef(pattern)!.identity}#default`,
  });
  await runtime.dispose();
});

Deno.test("a pattern without a module lives in its session only", async () => {
  const first = await makeTestRuntime();
  const piece = await runPattern(first, H.pattern(() => ({ a: 1 })), {});
  first.runtime.stop(piece);
  assert.equal(await first.runtime.start(piece), true);
  assert.deepEqual(first.source.persisted, []);
  const second = await makeTestRuntime({ stores: first.stores, source: first.source });
  await assert.rejects(second.runtime.start(await stored(second)), {
    message: "Cannot start: no pattern identity",
  });
  await first.runtime.dispose();
  await second.runtime.dispose();
});

Deno.test("a pointer is not committed when its pattern cannot be persisted", async () => {
  const test = await makeTestRuntime();
  const { runtime, source } = test;
  const pattern = source.add("bad", H.pattern(() => ({ a: 1 })));
  source.ensurePatternPersisted = () => Promise.reject(new Error("disk full"));
  const tx = runtime.edit();
  const cell = runtime.getCell<Any>(SPACE, "piece", { tx });
  runtime.run(tx, pattern, {}, cell);
  await assert.rejects(tx.commit(), { name: "PatternNotPersistedError" });
  assert.equal(await runtime.getCell(SPACE, "piece").pull(), undefined);
  await runtime.dispose();
});

Deno.test("running a changed pattern keeps the argument and cells whose causes survive", async () => {
  const test = await makeTestRuntime();
  const { runtime, source, events } = test;
  const make = (name: string, label: string) => {
    const bump = H.handler(
      true,
      record({ kept: { ...NUMBER, asCell: ["cell"] } }),
      (_: Any, { kept }: Any) => kept.increment(1),
    );
    return source.add(
      name,
      H.pattern((input: Any) => {
        const kept = new H.Writable(5, NUMBER).for("kept", true);
        return { kept, bump: bump({ kept }), text: H.str`${label} ${input.key("n")}` };
      }, record({ n: NUMBER })),
    );
  };
  const piece = await runPattern(test, make("one", "v1"), { n: 3 });
  await runtime.sendEvent(piece.key("bump"), undefined);
  assert.equal(await piece.key("text").pull(), "v1 3");
  await runPattern(test, make("two", "v2"), undefined);
  assert.equal(await piece.key("text").pull(), "v2 3");
  assert.equal(await piece.key("kept").pull(), 6);
  await runtime.sendEvent(piece.key("bump"), undefined);
  assert.equal(await piece.key("kept").pull(), 7);
  assert.deepEqual(events.map((event) => event.type).filter((type) => type !== "ran"), [
    "started",
    "swapped",
  ]);
  await runtime.dispose();
});
