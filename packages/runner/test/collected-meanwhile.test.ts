/** A session that goes on while its space is collected: what it points to afterwards is there. */
import assert from "node:assert/strict";
import { nodeSha256 } from "@commonfabric/canonical";
import { collectGarbage, loadVerifiedSourceClosure } from "@commonfabric/compilation-cache";
import type { SpaceStore, SpaceStores } from "@commonfabric/storage";
import { memoryStores } from "../../storage/test/support/memory-store.ts";
import { readToolchain } from "../mod.ts";
import { type Compiled, compiledRuntime } from "./support/compiled.ts";
import { SPACE } from "./support/test-runtime.ts";

const FILES = {
  "/main.tsx": `import { pattern } from "commonfabric";
import { greeting } from "./greeting.ts";
export default pattern<{ name: string }>((input) => ({ name: input.name, text: greeting }));
`,
  "/greeting.ts": `export const greeting = "hello";\n`,
};

let now = 1_000_000;
let transactions = 0;

/** Takes everything away that no document points to; how many source documents went. */
async function collect(stores: SpaceStores): Promise<number> {
  now += 1_000;
  const store = await stores(SPACE);
  const report = await collectGarbage({ store }, {
    runtimeVersion: readToolchain().runtimeVersion,
    graceMs: 0,
    sha256: nodeSha256,
    newTxId: () => `gc-${++transactions}`,
  });
  await store.close();
  return report.sets.find(({ set }) => set === "source")!.swept;
}

/** Deletes every document that is no cache document, as somebody who removes all pieces. */
async function removePieces(stores: SpaceStores): Promise<void> {
  const store = await stores(SPACE);
  const documents = await store.list({ limit: 1_000 });
  const writes = documents.filter(({ tag }) => tag === undefined)
    .map(({ key, seq }) => ({ key, doc: null, base: seq }));
  const result = await store.commit({ txId: `rm-${++transactions}`, reads: [], writes });
  assert.ok("ok" in result && writes.length > 0);
  await store.close();
}

async function assertLoads({ stores, runtime }: Compiled, cause: string): Promise<void> {
  const id = runtime.getCell(SPACE, cause).getAsNormalizedFullLink().id;
  const store = await stores(SPACE);
  const [piece] = await store.read([{ id, scopeKey: "space" }]);
  const { identity } = piece!.doc.meta!["patternIdentity"] as { identity: string };
  const closure = await loadVerifiedSourceClosure(store, identity, nodeSha256);
  assert.deepEqual([closure.docs.size, closure.misses.size], [2, 0]);
  await store.close();
  const fresh = await compiledRuntime({ stores });
  await fresh.runtime.start(fresh.piece(cause));
  assert.equal(await fresh.piece(cause).key("text").pull(), "hello");
  assert.deepEqual(fresh.errors, []);
  await fresh.runtime.dispose();
}

Deno.test("a program that was collected is stored again with the next pointer to it", async () => {
  const stores = memoryStores(() => now);
  const session = await compiledRuntime({ stores });
  await session.runFiles(FILES, { cause: "first" });
  await removePieces(stores);
  assert.equal(await collect(stores), 2);
  await session.runFiles(FILES, { cause: "second" });
  assert.equal(await collect(stores), 0);
  await assertLoads(session, "second");
  await session.runtime.dispose();
});

Deno.test("a pointer that is on its way while its program is collected is stored behind it again", async () => {
  const base = memoryStores(() => now);
  let swept = 0;
  let meet = false;
  /** Collects right before the commit of a pointer arrives. */
  const stores: SpaceStores = async (space) => {
    const store = plain(await base(space));
    return {
      ...store,
      commit: async (batch) => {
        const points = batch.writes.some(({ doc }) => doc?.meta?.["patternIdentity"] !== undefined);
        if (points && meet) {
          meet = false;
          swept = await collect(base);
        }
        return await store.commit(batch);
      },
    };
  };
  const session = await compiledRuntime({ stores });
  await session.runFiles(FILES, { cause: "first" });
  await removePieces(base);
  meet = true;
  await session.runFiles(FILES, { cause: "second" });
  assert.deepEqual([meet, swept], [false, 2]);
  assert.deepEqual(session.errors, []);
  await assertLoads({ ...session, stores: base }, "second");
  await session.runtime.dispose();
});

Deno.test("a pattern nested in a stored value keeps its module, and what placed it there may go", async () => {
  const stores = memoryStores(() => now);
  const session = await compiledRuntime({ stores });
  await session.runFiles({
    "/main.tsx": `import { Cell, handler, pattern } from "commonfabric";
import { Row } from "./row.tsx";
const keep = handler<unknown, { kept: Cell<unknown[]> }>((_event, { kept }) => {
  kept.set([{ deep: { row: Row } }]);
});
export default pattern<{ kept: unknown[] }>((input) => ({ kept: input.kept, keep: keep({ kept: input.kept }) }));
`,
    "/row.tsx": `import { pattern } from "commonfabric";
export const Row = pattern<{ label: string }>((input) => ({ text: input.label }));
`,
  }, { argument: { kept: [] } });
  const outcome = await session.runtime.sendEvent(session.piece().key("keep"), {});
  assert.deepEqual([outcome.status, session.errors], ["committed", []]);
  await session.runtime.settled();
  await session.runtime.dispose();
  const store = await stores(SPACE);
  const pointing = await store.list({ refs: true, limit: 100 });
  const values = await store.read(pointing.map(({ key }) => key));
  const nested = pointing.filter((_, at) =>
    JSON.stringify(values[at]!.doc.value ?? null).includes("$patternRef")
  );
  assert.equal(nested.length, 1);
  const [row] = nested[0]!.refs!;
  const writes = pointing.filter((header) => header !== nested[0])
    .map(({ key, seq }) => ({ key, doc: null, base: seq }));
  assert.ok("ok" in await store.commit({ txId: "rm", reads: [], writes }));
  assert.equal(await collect(stores), 1, "the entry goes");
  const { docs, misses } = await loadVerifiedSourceClosure(store, row!, nodeSha256);
  assert.deepEqual([[...docs.values()].map((doc) => doc.filename), misses.size], [["/row.tsx"], 0]);
  await store.commit({
    txId: "rm2",
    reads: [],
    writes: [{ key: nested[0]!.key, doc: null, base: nested[0]!.seq }],
  });
  assert.equal(await collect(stores), 1);
  await store.close();
});

for (const kind of ["synchronous", "asynchronous"] as const) {
  Deno.test(`rows that come after their module was collected are set up all the same (${kind} store)`, async () => {
    const base = memoryStores(() => now);
    const stores: SpaceStores = kind === "synchronous"
      ? base
      : async (space) => plain(await base(space));
    const session = await compiledRuntime({ stores });
    const piece = await session.runFiles({
      "/main.tsx": `import { Default, handler, pattern, Writable } from "commonfabric";
import { Row } from "./row.tsx";
const add = handler<{ label: string }, { items: Writable<string[]> }>(({ label }, { items }) => {
  items.push(label);
});
export default pattern<{ items: Writable<Default<string[], []>> }>((input) => ({
  rows: input.items.mapWithPattern(Row, {}),
  add: add({ items: input.items }),
}));
`,
      "/row.tsx": `import { pattern } from "commonfabric";
export const Row = pattern<{ element: string }>((input) => ({ text: input.element }));
`,
    });
    const cancel = piece.key("rows").sink(() => {});
    const addRow = async (label: string) => {
      const { status } = await session.runtime.sendEvent(piece.key("add"), { label });
      assert.equal(status, "committed");
      await session.runtime.settled();
    };
    await addRow("a");
    const store = await base(SPACE);
    const rows = (await store.list({ tagPrefix: "", limit: 100 }))
      .filter(({ tag }) => /^(pattern|compileCache):/.test(tag!));
    const values = await store.read(rows.map(({ key }) => key));
    const ofRow = rows.filter((_, at) =>
      (values[at]!.doc.value as { filename: string }).filename === "/row.tsx"
    );
    assert.equal(ofRow.length, 2);
    const writes = ofRow.map(({ key, seq }) => ({ key, doc: null, base: seq }));
    assert.ok("ok" in await store.commit({ txId: `gone-${kind}`, reads: [], writes }));
    await addRow("b");
    await addRow("c");
    assert.deepEqual(session.errors, []);
    const texts = [0, 1, 2].map((at) => piece.key("rows", at, "text").get());
    assert.deepEqual(texts, ["a", "b", "c"]);
    const heads = await store.heads(ofRow.map(({ key }) => key));
    assert.ok(heads.every((seq) => seq !== undefined), "they are stored again");
    cancel();
    await session.runtime.dispose();
    await store.close();
  });
}

function plain(store: SpaceStore): SpaceStore {
  return {
    space: store.space,
    read: (keys) => store.read(keys),
    heads: (keys) => store.heads(keys),
    readBlobs: (hashes) => store.readBlobs(hashes),
    commit: (batch) => store.commit(batch),
    subscribe: (after, fn) => store.subscribe(after, fn),
    observations: (pieces) => store.observations(pieces),
    affected: (keys) => store.affected(keys),
    list: (query) => store.list(query),
    blobStats: () => store.blobStats(),
    upkeep: store.upkeep,
    head: () => store.head(),
    close: () => store.close(),
  };
}
