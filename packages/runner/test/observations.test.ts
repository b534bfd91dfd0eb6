/** Observations: what a resumed piece does not run again, and why it runs what it does. */
import assert from "node:assert/strict";
import { nodeStorePowers, type SpaceStores, sqliteStores } from "@commonfabric/storage";
import { memoryStores } from "../../storage/test/support/memory-store.ts";
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
const STRING = { type: "string" };

function record(properties: Record<string, unknown>, required = Object.keys(properties)): Any {
  return { type: "object", properties, required };
}

/** Rows of a list, their total, a label of a child, and something that reads another field. */
function program(source: FakeSource): Any {
  const double = source.add("double", H.lift((n: number) => n * 2, NUMBER, NUMBER));
  const total = source.add(
    "total",
    H.lift(
      (rows: Any[]) => rows.reduce((sum, row) => sum + (row?.doubled ?? 0), 0),
      { type: "array", items: record({ doubled: NUMBER }) },
      NUMBER,
    ),
  );
  const shout = source.add("shout", H.lift((text: string) => `${text}!`, STRING, STRING));
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
  const add = source.add(
    "add",
    H.handler(
      NUMBER,
      record({ items: { type: "array", items: NUMBER, asCell: ["cell"] } }),
      (n: number, { items }: Any) => items.push(n),
    ),
  );
  const schema = record({
    items: { type: "array", items: NUMBER, default: [] },
    title: { ...STRING, default: "hello" },
  }, []);
  return source.add(
    "program",
    H.pattern((input: Any) => {
      const sum = total(input.key("items").mapWithPattern(row, {}));
      return {
        items: input.key("items"),
        title: input.key("title"),
        sum,
        label: label({ n: sum }),
        shout: shout(input.key("title")),
        add: add({ items: input.key("items") }),
      };
    }, schema),
  );
}

interface Shared {
  readonly stores: SpaceStores;
  readonly source: FakeSource;
}

/** The piece of `program` as one runtime leaves it, everything demanded. */
async function leave(shared: Partial<Shared> = {}): Promise<Shared> {
  const test = await makeTestRuntime(shared);
  const piece = await runPattern(test, program(test.source), { items: [1, 2] });
  await demand(piece);
  await test.runtime.settled();
  assert.deepEqual(test.errors, []);
  await test.runtime.dispose();
  return { stores: test.stores, source: test.source };
}

async function demand(piece: Any): Promise<Any> {
  return {
    label: await piece.key("label", "text").pull(),
    shout: await piece.key("shout").pull(),
  };
}

type Options = Parameters<typeof makeTestRuntime>[2];

/** Resumes the piece in a runtime of its own and demands everything; gives what ran. */
async function resume(
  shared: Shared,
  options: Options = {},
  during: (test: TestRuntime, piece: Any) => Promise<void> = async () => {},
): Promise<Any> {
  const test = await makeTestRuntime(shared, {}, options);
  const piece = test.runtime.getCell<Any>(SPACE, "piece");
  await piece.sync();
  await test.runtime.start(piece);
  await during(test, piece);
  const shown = await demand(piece);
  await test.runtime.settled();
  const { computationRuns, observationsAccepted, observationsRejected } = test.runtime.counters();
  const ran = test.events.flatMap((event) => event.type === "ran" ? [nameOf(event.action)] : []);
  await test.runtime.dispose();
  return {
    shown,
    ran: ran.sort(),
    computationRuns,
    accepted: observationsAccepted,
    rejected: observationsRejected,
    resumed: test.events.find((event) => event.type === "resumed"),
    errors: test.errors.map((error) => error.message),
    events: test.events,
  };
}

function nameOf(action: string): string {
  return action.replace(/^(cf:module\/|builtin:)/, "").replace(/x*A?:.*$/, "");
}

/** Writes to the argument while nobody runs the piece. */
async function edit({ stores, source }: Shared, change: (argument: Any) => void): Promise<void> {
  const { runtime } = await makeTestRuntime({ stores, source });
  const piece = runtime.getCell<Any>(SPACE, "piece");
  await piece.sync();
  for (const key of ["items", "title"]) await piece.key(key).sync();
  await runtime.editWithRetry((tx) => change(piece.withTx(tx)));
  await runtime.dispose();
}

const NONE = { absent: 0, implementation: 0, fingerprint: 0, reads: 0, outputs: 0 };

const STORES: readonly (readonly [string, (directory: string) => SpaceStores])[] = [
  ["memory", () => memoryStores()],
  ["SQLite", (directory) => sqliteStores(directory, nodeStorePowers)],
];

for (const [name, makeStores] of STORES) {
  Deno.test(`an unchanged piece tree runs nothing when it is resumed, on ${name}`, async () => {
    const directory = await Deno.makeTempDir();
    try {
      const { stores, source } = await leave({ stores: makeStores(directory) });
      const reopened = name === "SQLite" ? makeStores(directory) : stores;
      const again = await resume({ stores: reopened, source });
      assert.deepEqual(again.shown, { label: "total 6", shout: "hello!" });
      assert.deepEqual(again.ran, []);
      assert.equal(again.computationRuns, 0);
      assert.deepEqual(again.rejected, NONE);
      const { nodes, rehydrated, toRun } = again.resumed;
      assert.deepEqual({ nodes, rehydrated, toRun }, { nodes: 6, rehydrated: 6, toRun: 0 });
      assert.equal(again.accepted, 6);
    } finally {
      await Deno.remove(directory, { recursive: true });
    }
  });
}

Deno.test("an input that was edited while stopped runs exactly what depends on it", async () => {
  const shared = await leave();
  await edit(shared, (piece) => piece.key("title").set("bye"));
  const again = await resume(shared);
  assert.deepEqual(again.shown, { label: "total 6", shout: "bye!" });
  assert.deepEqual(again.ran, ["shout"]);
  assert.deepEqual(again.rejected, { ...NONE, reads: 1 });
  assert.deepEqual((await resume(shared)).ran, []);
});

Deno.test("an element that was added while stopped runs its own instance and the list", async () => {
  const shared = await leave();
  await edit(shared, (piece) => piece.key("items").push(4));
  const again = await resume(shared);
  assert.deepEqual(again.shown, { label: "total 14", shout: "hello!" });
  assert.deepEqual(again.ran, ["double", "map", "str", "total"]);
});

Deno.test("an event after the resume runs what it changes, and nothing else", async () => {
  const shared = await leave();
  const again = await resume(shared, {}, async ({ runtime }, piece) => {
    const outcome = await runtime.sendEvent(piece.key("add"), 4);
    assert.equal(outcome.status, "committed");
  });
  assert.deepEqual(again.shown, { label: "total 14", shout: "hello!" });
  assert.deepEqual(again.ran, ["add", "double", "map", "str", "total"]);
});

Deno.test("without observations everything that is demanded runs again", async () => {
  const shared = await leave();
  const again = await resume(shared, { observations: false });
  assert.deepEqual(again.ran, ["double", "double", "map", "shout", "str", "total"]);
  assert.deepEqual(again.shown, { label: "total 6", shout: "hello!" });
});
