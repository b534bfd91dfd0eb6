/**
 * Bad input, one kind after the other: every error has its name, its kind and the authored place;
 * what failed left nothing behind, and everything else goes on, on every store.
 */
import assert from "node:assert/strict";
import { nodeStorePowers, type SpaceStores, sqliteStores } from "@commonfabric/storage";
import { memoryStores } from "../../storage/test/support/memory-store.ts";
import { BAD_INPUTS, type BadProgram } from "./support/bad-input.ts";
import { type Compiled, compiledRuntime } from "./support/compiled.ts";
import { FakeNetwork, settleReplies, turns } from "./support/fake-network.ts";
import { type Any, SPACE } from "./support/test-runtime.ts";

/** `kind name mark` of what was reported; a place without a mark is a star. */
function told({ places }: BadProgram, errors: Compiled["errors"]): string[] {
  const marks = new Map([...places].map(([mark, place]) => [place, `@${mark}`]));
  return errors.map(({ kind, name, source }) => `${kind} ${name} ${marks.get(source!) ?? "*"}`);
}

/** Every stored document by id, which shows half of a write wherever it is. */
async function documents(stores: SpaceStores): Promise<unknown> {
  const store = await stores(SPACE);
  const headers = await store.list({ limit: 10_000 });
  assert.ok(headers.length < 10_000);
  const docs = await store.read(headers.map(({ key }) => key));
  return headers.map(({ key }, at) => [`${key.scopeKey} ${key.id}`, docs[at]?.doc]);
}

async function check(bad: BadProgram, stores: SpaceStores): Promise<void> {
  const test = await compiledRuntime({ stores });
  const { runtime, errors } = test;
  try {
    await test.runFiles({ "/main.tsx": bad.source }, { argument: bad.argument ?? {} });
    const piece = runtime.getCell<Any>(SPACE, "piece");
    const cancel = piece.sink(() => {});
    await runtime.settled();
    for (const [stream, payload] of bad.events ?? []) {
      const before = await documents(stores);
      const { status } = await runtime.sendEvent(piece.key(stream), payload);
      assert.ok(status === "committed" || status === "failed");
      await runtime.settled();
      if (status === "failed") assert.deepEqual(await documents(stores), before, stream);
    }
    assert.equal((await runtime.sendEvent(piece.key("up"), undefined)).status, "committed");
    await runtime.settled();
    assert.equal(await piece.key("twice").pull(), 4);
    for (const [member, value] of Object.entries(bad.result)) {
      assert.deepEqual(await piece.key(member).pull(), value, member);
    }
    assert.deepEqual(told(bad, errors).toSorted(), bad.errors.map(([text]) => text).toSorted());
    for (const [text, message] of bad.errors) {
      assert.ok(errors.some((error) => message.test(error.message)), `${text} ${message}`);
    }
    for (const { source, piece: where, patternIdentity, action } of errors) {
      assert.match(source ?? "", /^\/main\.tsx:[0-9]+:[0-9]+$/);
      assert.ok(where !== undefined && patternIdentity !== undefined && action !== undefined);
    }
    cancel();
  } finally {
    await runtime.dispose();
  }
}

for (const bad of BAD_INPUTS) {
  Deno.test(`${bad.name}: in memory`, () => check(bad, memoryStores()));
  Deno.test(`${bad.name}: in SQLite`, async () => {
    const directory = await Deno.makeTempDir();
    const stores = sqliteStores(directory, nodeStorePowers);
    try {
      await check(bad, stores);
    } finally {
      await stores.close();
      await Deno.remove(directory, { recursive: true });
    }
  });
}

Deno.test("a result is demanded as a whole, in one reading, whichever parts of it fail", async () => {
  const test = await compiledRuntime();
  const names = Array.from({ length: 30 }, (_, at) => `part${at}`);
  const parts = names.map((name, at) =>
    `const ${name} = computed(() => { if (${at} % 10 === 5) throw new Error("${name}"); return n.get(); });`
  );
  const piece = await test.run(`export default pattern(() => {
  const n = new Writable(1);
  ${parts.join("\n  ")}
  return { ${names.join(", ")} };
});`);
  const seen: unknown[] = [];
  const cancel = piece.sink((value: unknown) => void seen.push(value));
  await test.runtime.settled();
  assert.deepEqual(test.errors.map(({ message }) => message), ["part5", "part15", "part25"]);
  assert.equal(test.runtime.counters().computationRuns, 30);
  // Parts that are required and not there keep the value away from whoever declared that.
  assert.deepEqual(seen, [undefined]);
  cancel();
  await test.runtime.dispose();
});

Deno.test("what never ends is named with its place when the time is over, and holds nobody else up", async () => {
  const network = new FakeNetwork();
  const test = await compiledRuntime({}, { fetch: network.fetch });
  const { runtime, clock } = test;
  const overdue = async () => {
    const settled = runtime.settled({ timeoutMs: 1_000 }).catch((error) => error);
    await turns();
    clock.advance(1_000);
    const { name, message, source } = await settled;
    return [name, message, source];
  };
  await test.runFiles({
    "/main.tsx": `import { action, computed, fetchText, pattern, Writable } from "commonfabric";
export default pattern(() => {
  const n = new Writable(1);
  const hang = action(async () => {
    n.set(5);
    await new Promise(() => {});
  });
  const page = fetchText({ url: "https://slow.example/" });
  return { n, hang, page, twice: computed(() => n.get() * 2) };
});
`,
  });
  const piece: Any = runtime.getCell(SPACE, "piece");
  const cancel = piece.sink(() => {});
  await turns();
  assert.equal(await piece.key("twice").pull(), 2);
  const text = "The runtime did not settle within 1000 ms: ";
  assert.deepEqual(await overdue(), [
    "SettleTimeoutError",
    `${text}actions (1)`,
    "/main.tsx:2:16",
  ]);
  network.last.reply("here");
  await settleReplies(clock);
  assert.deepEqual(await piece.key("page").pull(), { pending: false, result: "here" });
  await runtime.settled();

  const outcome = runtime.sendEvent(piece.key("hang"), undefined);
  assert.deepEqual(await overdue(), ["SettleTimeoutError", `${text}events (1)`, "/main.tsx:4:16"]);
  assert.equal(await piece.key("twice").pull(), 2);
  cancel();
  const disposed = runtime.dispose({ deadlineMs: 500 });
  await turns();
  clock.advance(500);
  await disposed;
  assert.deepEqual(test.errors.map(({ name }) => name), ["DisposeTimeoutError"]);
  assert.equal((await outcome).status, "failed");
});

Deno.test("work that code forgot fails as an error of its runtime, and ends nothing", async () => {
  const test = await compiledRuntime();
  await test.runFiles({
    "/main.tsx": `import { action, computed, pattern, Writable } from "commonfabric";
const late = async (fn: () => void) => {
  await Promise.resolve();
  fn();
};
export default pattern(() => {
  const n = new Writable(1);
  const writes = action(() => {
    n.set(2);
    late(() => n.set(9));
  });
  const throws = action(() => {
    n.set(3);
    late(() => {
      throw new RangeError("late");
    });
  });
  return { n, writes, throws, twice: computed(() => n.get() * 2) };
});
`,
  });
  const piece: Any = test.runtime.getCell(SPACE, "piece");
  for (const [stream, twice] of [["writes", 4], ["throws", 6]] as const) {
    const { status } = await test.runtime.sendEvent(piece.key(stream), undefined);
    assert.equal(status, "committed");
    await turns();
    assert.equal(await piece.key("twice").pull(), twice);
  }
  assert.deepEqual(test.errors.map(({ kind, name, source }) => [kind, name, source]), [
    ["action", "NoTransactionError", "/main.tsx:10:18"],
    ["action", "RangeError", "/main.tsx:15:13"],
  ]);
  await test.runtime.sendEvent(piece.key("throws"), undefined);
  await test.runtime.dispose();
  assert.equal(test.errors.length, 3);
});
