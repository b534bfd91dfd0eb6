/** Every limit is refused by its error, changes nothing, and the runtime goes on. */
import assert from "node:assert/strict";
import { Runtime } from "../mod.ts";
import { memoryStores } from "../../storage/test/support/memory-store.ts";
import { asynchronous } from "./support/cell-host.ts";
import { handle, LIST_OF_ANY, NUMBER, record, STRING } from "./support/natural.ts";
import {
  type Any,
  H,
  makeTestRuntime,
  runPattern,
  SPACE,
  type TestRuntime,
  withRuntime,
} from "./support/test-runtime.ts";

const MIB = 2 ** 20;
const double = H.lift((n: number) => n * 2, NUMBER, NUMBER);
const small = H.pattern(({ n }: Any) => ({ n, double: double(n) }), record({ n: NUMBER }));

/** Whether a runtime that has refused something still sets up, runs and stores. */
async function goesOn(test: TestRuntime): Promise<void> {
  const piece = await runPattern(test, small, { n: 2 }, "afterwards");
  assert.equal(await piece.key("double").pull(), 4);
  assert.equal(test.runtime.snapshot().pendingCommits, 0);
}

function nested(depth: number): unknown {
  let value: unknown = 1;
  for (let at = 0; at < depth; at++) value = { a: value };
  return value;
}

const deepPath = (length: number): string[] => Array.from({ length }, () => "a");

const VALUES: readonly (readonly [what: string, write: (cell: Any) => void])[] = [
  ["a text of more than 4 MiB", (cell) => cell.set("x".repeat(4 * MIB + 1))],
  ["a value that is nested more than 256 deep", (cell) => cell.set(nested(257))],
  ["a path of more than 256 segments", (cell) => cell.key(...deepPath(257)).set(1)],
  ["a document of more than 8 MiB", (cell) => {
    for (const name of ["a", "b", "c"]) cell.key(name).set("x".repeat(3 * MIB));
  }],
];

for (const [what, write] of VALUES) {
  Deno.test(`${what} is a ValueTooLargeError, and nothing of it is written`, () =>
    withRuntime(async (test) => {
      const { runtime } = test;
      const cell = runtime.getCell<Any>(SPACE, "cell");
      await runtime.editWithRetry((tx) => cell.withTx(tx).set({ kept: 1 }));
      await assert.rejects(
        () => runtime.editWithRetry((tx) => write(cell.withTx(tx))),
        { name: "ValueTooLargeError" },
      );
      assert.deepEqual(cell.get(), { kept: 1 });
      await goesOn(test);
    }));
}

Deno.test("256 segments, 256 levels and 4 MiB are stored and read back", () =>
  withRuntime(async ({ runtime }) => {
    const cell = runtime.getCell<Any>(SPACE, "cell");
    await runtime.editWithRetry((tx) => {
      cell.withTx(tx).key("text").set("x".repeat(4 * MIB));
      cell.withTx(tx).key("deep").set(nested(255));
    });
    assert.equal((cell.key("text").get() as string).length, 4 * MIB);
    assert.equal(cell.key("deep", ...deepPath(255)).get(), 1);
  }));

Deno.test("a computation whose output is too large is reported, and the rest goes on", () =>
  withRuntime(async (test) => {
    const { runtime, errors } = test;
    const grow = H.lift(
      (n: number) => Array.from({ length: n }, () => "x".repeat(MIB)),
      NUMBER,
      LIST_OF_ANY,
    );
    const growing = H.pattern(
      ({ n }: Any) => ({ grown: grow(n), double: double(n) }),
      record({ n: handle("cell", NUMBER) }),
    );
    const n = runtime.getCell<number>(SPACE, "n");
    await runtime.editWithRetry((tx) => n.withTx(tx).set(2));
    const piece = await runPattern(test, growing, { n });
    const shown: Any[] = [];
    piece.key("grown").sink((grown: Any) => void shown.push(grown?.length));
    piece.key("double").sink(() => {});
    await runtime.settled();
    await runtime.editWithRetry((tx) => n.withTx(tx).set(9));
    await runtime.settled();
    assert.deepEqual(errors.map(({ name }) => name), ["ValueTooLargeError"]);
    assert.deepEqual(shown, [2]);
    assert.equal(await piece.key("double").pull(), 18);
    await runtime.editWithRetry((tx) => n.withTx(tx).set(1));
    await runtime.settled();
    assert.deepEqual(shown, [2, 1]);
    assert.equal(errors.length, 1);
  }));

Deno.test("a handler whose commit is too large fails as a whole, and the next event is served", () =>
  withRuntime(async (test) => {
    const { runtime, errors } = test;
    const put = H.handler(
      NUMBER,
      record({ list: handle("cell", LIST_OF_ANY), count: handle("cell", NUMBER) }),
      (size: number, { list, count }: Any) => {
        count.increment(1);
        for (let at = 0; at < size; at++) list.push({ text: "x".repeat(MIB) });
      },
    );
    const putting = H.pattern(
      ({ list, count }: Any) => ({ list, count, put: put({ list, count }) }),
      record({ list: { ...LIST_OF_ANY, default: [] }, count: { ...NUMBER, default: 0 } }, []),
    );
    const piece = await runPattern(test, putting, {});
    const failed = await runtime.sendEvent(piece.key("put"), 65);
    assert.equal(failed.status, "failed");
    assert.equal((failed.error as Error).name, "CommitTooLargeError");
    assert.equal((await runtime.sendEvent(piece.key("put"), 1)).status, "committed");
    assert.equal(await piece.key("count").pull(), 1);
    assert.equal((await piece.key("list").pull()).length, 1);
    assert.deepEqual(errors.map(({ name }) => name), ["CommitTooLargeError"]);
  }));

Deno.test("a commit of more than 100,000 documents is a CommitTooLargeError", () =>
  withRuntime(async (test) => {
    const { runtime } = test;
    const edit = runtime.editWithRetry((tx) => {
      for (let at = 0; at <= 100_000; at++) runtime.getCell(SPACE, { at }, { tx }).set(at);
    });
    await assert.rejects(edit, { name: "CommitTooLargeError" });
    assert.equal(runtime.getCell(SPACE, { at: 0 }).get(), undefined);
    await goesOn(test);
  }));

Deno.test("a cause of more than 64 KiB is a CauseTooLargeError", () =>
  withRuntime(async (test) => {
    const cause = { text: "x".repeat(2 ** 16) };
    assert.throws(() => test.runtime.getCell(SPACE, cause), { name: "CauseTooLargeError" });
    await goesOn(test);
  }));

Deno.test("64 links are followed; behind one more there is nothing, and that is reported once", () =>
  withRuntime(async (test) => {
    const { runtime, errors } = test;
    const cells = Array.from({ length: 66 }, (_, at) => runtime.getCell<Any>(SPACE, { at }));
    await runtime.editWithRetry((tx) => {
      cells.forEach((cell, at) => cell.withTx(tx).set(cells[at + 1] ?? "end"));
    });
    assert.equal(cells[1]!.get(), "end");
    assert.equal(cells[0]!.get(), undefined);
    assert.equal(cells[0]!.get(), undefined);
    assert.deepEqual(errors.map(({ name }) => name), ["LinkCycleError"]);
    await goesOn(test);
  }));

Deno.test("a handler that needs another document in every round gets SuspensionLimitError", async () => {
  const stores = memoryStores();
  const writer = await makeTestRuntime({ stores });
  await writer.runtime.editWithRetry((tx) => {
    const at = (n: number) => writer.runtime.getCell<Any>(SPACE, { n }, { tx });
    for (let n = 0; n < 30; n++) at(n).set({ next: at(n + 1) });
  });
  const test = await makeTestRuntime({ stores: asynchronous(stores) }, {}, {
    limits: { suspensionRounds: 10 },
  });
  const { runtime, errors } = test;
  const walk = H.handler(
    NUMBER,
    record({ first: handle("cell") }),
    (steps: number, { first }: Any) => {
      let cell = first;
      for (let step = 0; step < steps; step++) cell = cell.key("next").resolveAsCell();
    },
  );
  const first = runtime.getCell<Any>(SPACE, { n: 0 });
  const walking = H.pattern(
    ({ first }: Any) => ({ walk: walk({ first }) }),
    record({ first: handle("cell") }),
  );
  const piece = await runPattern(test, walking, { first });
  const { status, error } = await runtime.sendEvent(piece.key("walk"), 25);
  assert.equal(status, "failed");
  assert.match(String(error), /SuspensionLimitError: .* needed other documents in 10 rounds/);
  assert.deepEqual(errors.map(({ name }) => name), ["SuspensionLimitError"]);
  assert.equal((await runtime.sendEvent(piece.key("walk"), 2)).status, "committed");
  for (const each of [test, writer]) await each.runtime.dispose();
});

/** A pattern with a child, which has a child, and so on. */
function nestedPattern({ source }: TestRuntime, levels: number): Any {
  let pattern = source.add("level0", small);
  for (let level = 1; level < levels; level++) {
    const child = pattern;
    pattern = source.add(
      `level${level}`,
      H.pattern((input: Any) => ({ child: child({ n: input.key("n") }) }), record({ n: NUMBER })),
    );
  }
  return pattern;
}

Deno.test("64 pieces stand inside each other, a 65th is refused before anything is stored", () =>
  withRuntime(async (test) => {
    const { runtime } = test;
    const piece = await runPattern(test, nestedPattern(test, 65), { n: 1 }, "deep");
    assert.notEqual(piece.getMetaRaw("patternIdentity"), undefined);
    await assert.rejects(
      () => runPattern(test, nestedPattern(test, 66), { n: 1 }, "deeper"),
      { name: "PieceTooLargeError", message: "Pieces are nested more than 64 deep" },
    );
    assert.equal(runtime.getCell(SPACE, "deeper").getRaw(), undefined);
    await goesOn(test);
  }));

Deno.test("an instance that running code makes counts as nested", () =>
  withRuntime(async (test) => {
    const { runtime, errors } = test;
    const self: { pattern?: Any } = {};
    const make = H.lift(
      ({ n }: Any) => n > 0 ? self.pattern({ n: n - 1 }) : undefined,
      record({ n: NUMBER }),
      true,
    );
    self.pattern = test.source.add(
      "again",
      H.pattern(({ n }: Any) => ({ n, next: make({ n }) }), record({ n: NUMBER })),
    );
    const piece = await runPattern(test, self.pattern, { n: 100 });
    await piece.asSchema(true).pull();
    await runtime.settled();
    assert.deepEqual(errors.map(({ name }) => name), ["PieceTooLargeError"]);
    await goesOn(test);
  }));

Deno.test("a piece of too many nodes is refused; the limit can be lower for one runtime", async () => {
  const test = await makeTestRuntime({}, {}, { limits: { nodesPerPiece: 3, queuedEvents: 2 } });
  const { runtime } = test;
  const many = (count: number) =>
    H.pattern((input: Any) => ({
      all: Array.from({ length: count }, () => double(input.key("n"))),
    }), record({ n: NUMBER }));
  const piece = await runPattern(test, many(3), { n: 1 }, "three");
  assert.deepEqual(await piece.key("all").asSchema(true).pull(), [2, 2, 2]);
  await assert.rejects(
    () => runPattern(test, many(4), { n: 1 }, "four"),
    { name: "PieceTooLargeError", message: "A piece has more than 3 nodes" },
  );
  const note = H.handler(STRING, record({}, []), () => {});
  const noting = await runPattern(test, H.pattern(() => ({ note: note({}) })), {}, "noting");
  const sent = ["a", "b", "c"].map((text) => runtime.sendEvent(noting.key("note"), text));
  const outcomes = await Promise.allSettled(sent);
  assert.deepEqual(
    outcomes.map((each) => each.status === "fulfilled" ? each.value.status : each.reason.name),
    ["committed", "committed", "EventQueueFullError"],
  );
  await goesOn(test);
  await runtime.dispose();
});

Deno.test("limits that cannot be lowered, and values that are none, are refused by name", () => {
  const make = (limits: Any) => () =>
    new Runtime({ stores: memoryStores(), attestation: "none", limits });
  assert.throws(make({ documentBytes: 10 }), {
    name: "RangeError",
    message: /^The limit "documentBytes" cannot be changed for one runtime: leave it out/,
  });
  for (const queuedEvents of [0, 1.5, 100_001, NaN]) {
    assert.throws(make({ queuedEvents }), {
      name: "RangeError",
      message: "The limit queuedEvents is a whole number from 1 to 100000.",
    });
  }
});
