/** Observations: what a resumed piece does not run again, and what it does. */
import assert from "node:assert/strict";
import { nodeStorePowers, type SpaceStores, sqliteStores } from "@commonfabric/storage";
import { memoryStores } from "../../storage/test/support/memory-store.ts";
import { type Any, H, makeTestRuntime, runPattern, SPACE } from "./support/test-runtime.ts";
import { NUMBER, record, STRING } from "./support/natural.ts";
import { cellOf, leave, nameOf, NONE, resume, type Shared } from "./support/observed.ts";

/** Writes to the argument while nobody runs the piece. */
async function edit({ stores, source }: Shared, change: (argument: Any) => void): Promise<void> {
  const { runtime } = await makeTestRuntime({ stores, source });
  const piece = runtime.getCell<Any>(SPACE, "piece");
  await piece.sync();
  for (const key of ["items", "title"]) await piece.key(key).sync();
  await runtime.editWithRetry((tx) => change(piece.withTx(tx)));
  await runtime.dispose();
}

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

Deno.test("a pattern that takes the place of another runs what is different in it", async () => {
  const test = await makeTestRuntime();
  const { runtime, source, events } = test;
  const double = source.add("double", H.lift((n: number) => n * 2, NUMBER, NUMBER));
  const text = source.add("text", H.lift((n: number) => `old ${n}`, NUMBER, STRING));
  const other = source.add("other", H.lift((n: number) => `new ${n}`, NUMBER, STRING));
  const make = (name: string, label: Any, word: string) =>
    source.add(
      name,
      H.pattern((input: Any) => ({
        rows: input.key("items").mapWithPattern(row, {}),
        doubled: double(input.key("n")),
        label: label(input.key("n")),
        greeting: H.str`${word} ${input.key("n")}`,
      }), record({ n: NUMBER, items: { type: "array", items: NUMBER } })),
    );
  const row = source.add(
    "row",
    H.pattern((input: Any) => ({ d: double(input.key("element")) }), record({ element: NUMBER })),
  );
  const piece = await runPattern(test, make("one", text, "hi"), { n: 2, items: [1, 2, 3] });
  const show = async () => [
    await piece.key("doubled").pull(),
    await piece.key("label").pull(),
    await piece.key("greeting").pull(),
    (await piece.key("rows").pull()).map((each: Any) => each.d),
  ];
  assert.deepEqual(await show(), [4, "old 2", "hi 2", [2, 4, 6]]);
  events.length = 0;
  await runPattern(test, make("two", other, "ho"), undefined);
  assert.deepEqual(await show(), [4, "new 2", "ho 2", [2, 4, 6]]);
  const ran = events.flatMap((event) => event.type === "ran" ? [nameOf(event.action)] : []);
  assert.deepEqual(ran.sort(), ["other", "str"]);
  await runtime.dispose();
});

Deno.test("pieces that read a document are told, running or not", async () => {
  const shared = await leave();
  const { runtime } = await makeTestRuntime(shared);
  const piece = runtime.getCell<Any>(SPACE, "piece");
  await piece.sync();
  const { id, scope } = piece.getAsNormalizedFullLink();
  const argument = cellOf(runtime, piece.getMetaRaw("argument")).getAsNormalizedFullLink();
  const found = await runtime.affected([argument]);
  assert.ok(found.some((each: Any) => each.id === id && each.space === SPACE));
  assert.ok(found.length > 1, "rows of the list read elements of the argument");
  assert.deepEqual(await runtime.affected([{ space: SPACE, scope, id: "of:nothing" }]), []);
  await runtime.dispose();
});
