/** The idempotence detector: what it finds, what it leaves alone, and that it stores nothing. */
import assert from "node:assert/strict";
import type { SpaceStores } from "@commonfabric/storage";
import { memoryStores } from "../../storage/test/support/memory-store.ts";
import { NonIdempotentError } from "../mod.ts";
import { IdempotenceCheck } from "../pieces/idempotence-check.ts";
import { handle, list, NUMBER, record, send, start, STREAM } from "./support/natural.ts";
import {
  type Any,
  H,
  makeTestRuntime,
  runPattern,
  SPACE,
  type TestRuntime,
} from "./support/test-runtime.ts";

const NUMBERS = list(NUMBER);
const NUMBERED = list(record({ n: NUMBER }));
const COUNT = record({ count: handle("cell", NUMBER), by: NUMBER });
const LOG = record({ log: handle("cell", NUMBERS), by: NUMBER });

async function withCheck(
  fn: (test: TestRuntime) => Promise<void>,
  options: { readonly isOn?: boolean; readonly stores?: SpaceStores } = {},
): Promise<void> {
  const { isOn = true, ...shared } = options;
  const test = await makeTestRuntime(shared, {}, {
    runtimeId: "checked",
    ...(isOn ? { idempotence: new IdempotenceCheck() } : {}),
  });
  try {
    await fn(test);
  } finally {
    await test.runtime.dispose();
  }
}

function found(test: TestRuntime): Any[] {
  const others = test.errors.filter(({ kind }) => kind !== "nonIdempotent");
  assert.deepEqual(others.map(({ message }) => message), []);
  return test.errors.map(({ cause }) => cause);
}

/** A pattern with the cell `state` and one computation over it and the argument `by`. */
async function startWith(test: TestRuntime, initial: Any, schema: Any, code: Any): Promise<void> {
  const name = schema === COUNT ? "count" : "log";
  const lift = H.lift(code, schema);
  const piece = await start(test, {
    body: (input) => {
      const state = new H.Writable(initial, name === "count" ? NUMBER : NUMBERS).for(name, true);
      return { state, out: lift({ [name]: state, by: input.key("by") }) };
    },
    argumentSchema: record({ by: NUMBER }),
    argument: { by: 1 },
  });
  await piece.pull();
  await test.runtime.settled();
}

let calls = 0;

const FINDS: readonly [name: string, initial: Any, schema: Any, code: Any][] = [
  ["a counter in a cell", 0, COUNT, ({ count, by }: Any) => count.set(count.get() + by)],
  ["a counter by an operation", 0, COUNT, ({ count, by }: Any) => count.increment(by)],
  ["an appended list", [], LOG, ({ log, by }: Any) => void log.push(by)],
  ["an order that changes", [1, 2, 3], LOG, ({ log }: Any) => log.set(log.get().toReversed())],
  ["a value from outside", 0, COUNT, () => ++calls],
  ["an order from outside", 0, COUNT, () => ++calls % 2 === 0 ? [1, 2] : [2, 1]],
  ["a key from outside", 0, COUNT, () => ({ [`id${++calls}`]: true })],
  ["a generated id", 0, COUNT, () => new H.Writable(1, NUMBER).for(`made ${++calls}`)],
  ["a throw now and then", 0, COUNT, () => {
    if (++calls % 2 === 0) throw new Error("even");
    return 1;
  }],
];

for (const [name, initial, schema, code] of FINDS) {
  Deno.test(`the detector finds ${name}, once`, () =>
    withCheck(async (test) => {
      calls = 0;
      await startWith(test, initial, schema, code);
      const [error, ...more] = found(test);
      assert.ok(error instanceof NonIdempotentError);
      assert.ok(error.paths.length > 0);
      assert.equal(error.action, test.errors[0]!.action);
      assert.deepEqual(more, []);
    }));
}

const SILENT: readonly [name: string, initial: Any, schema: Any, code: Any][] = [
  ["a function of its inputs", 0, COUNT, ({ count, by }: Any) => ({ sum: count.get() + by })],
  ["a write that converges", 0, COUNT, ({ count, by }: Any) => {
    if (count.get() !== by) count.set(by);
  }],
  ["a write of what it computes", 0, COUNT, ({ count, by }: Any) => count.set(by * 2)],
  ["an element that is added once", [], LOG, ({ log, by }: Any) => void log.addUnique(by)],
  ["a cell that it makes", 0, COUNT, ({ by }: Any) => new H.Writable(by, NUMBER)],
];

for (const [name, initial, schema, code] of SILENT) {
  Deno.test(`the detector leaves ${name} alone`, () =>
    withCheck(async (test) => {
      await startWith(test, initial, schema, code);
      assert.deepEqual(found(test), []);
    }));
}

Deno.test("handlers may count, and instances and lists made in computations are the same again", () =>
  withCheck(async (test) => {
    await growingList(test);
    assert.deepEqual(found(test), []);
  }));

Deno.test("a repeated run counts nothing and stores nothing: stores are equal with and without", async () => {
  const seen: unknown[] = [];
  for (const isOn of [false, true]) {
    const stores = memoryStores();
    await withCheck(async (test) => {
      await growingList(test);
      const { computationRuns, storeWrites } = test.runtime.counters();
      seen.push({ computationRuns, storeWrites, documents: await documentsOf(stores) });
    }, { isOn, stores });
  }
  assert.deepEqual(seen[1], seen[0]);
  assert.ok((seen[0] as Any).documents.length > 5);
});

async function growingList(test: TestRuntime): Promise<void> {
  const add = H.handler(
    record({ by: NUMBER }),
    record({ log: handle("cell", NUMBERED) }),
    ({ by }: Any, { log }: Any) => log.push({ n: by }),
  );
  const double = H.lift(({ n }: Any) => n * 2, record({ n: NUMBER }), NUMBER);
  const row = test.source.add(
    "row",
    H.pattern(
      (input: Any) => ({ twice: double({ n: input.key("element", "n") }) }),
      record({ element: record({ n: NUMBER }) }),
    ),
  );
  const list = H.pattern(() => {
    const log = new H.Writable([], NUMBERED).for("log", true);
    return { log, add: add({ log }), rows: log.mapWithPattern(row, {}) };
  }, true);
  const piece = (await runPattern(test, test.source.add("list", list), {}, "growing"))
    .asSchema(record({ log: NUMBERED, add: STREAM, rows: true }));
  for (const by of [1, 2, 3]) {
    await send(test, piece.key("add"), { by });
    await piece.pull();
  }
  assert.deepEqual((await piece.pull()).rows, [{ twice: 2 }, { twice: 4 }, { twice: 6 }]);
}

/** Every document with its id. Transactions of two runtimes are numbered alike. */
async function documentsOf(stores: SpaceStores): Promise<unknown[]> {
  const store = await stores(SPACE);
  const headers = await store.list({ limit: 1_000 });
  const documents = await store.read(headers.map(({ key }) => key));
  return documents.map((stored, at) => [headers[at]!.key.id, stored?.doc]);
}
