/** What tools see of patterns: sources, notes, and the snapshot of the scheduler. */
import assert from "node:assert/strict";
import { cacheDocumentKey, notesDocKey } from "@commonfabric/compilation-cache";
import { nodeSha256 } from "@commonfabric/canonical";
import type { Program } from "@commonfabric/module-identity";
import type { SpaceStores } from "@commonfabric/storage";
import { memoryStores } from "../../storage/test/support/memory-store.ts";
import { readToolchain, Runtime } from "../mod.ts";
import type { Any } from "./support/test-runtime.ts";

const SPACE = "home";
const toolchain = readToolchain();

const PROGRAM: Program = {
  main: "/main.tsx",
  files: [
    {
      name: "/main.tsx",
      contents: `import { computed, pattern } from "commonfabric";
import { Row } from "./lib/row.tsx";
export default pattern<{ items: { n: number }[] }>(({ items }) => {
  const total = computed(() => items.reduce((sum, { n }) => sum + n, 0));
  return { total, double: computed(() => total * 2), rows: items.map((item) => <Row item={item} />) };
});
`,
    },
    {
      name: "/lib/row.tsx",
      contents: `import { computed, pattern } from "commonfabric";
export const Row = pattern<{ item: { n: number } }>(({ item }) => ({ n: computed(() => item.n + 1) }));
`,
    },
    { name: "/unused.ts", contents: "export const unused = 1;\n" },
  ],
};

async function withRuntime(
  stores: SpaceStores,
  body: (runtime: Any, errors: string[]) => Promise<void>,
): Promise<void> {
  const runtime = new Runtime({ stores, attestation: "none", toolchain });
  const errors: string[] = [];
  runtime.onError(({ message }) => errors.push(message));
  await runtime.openSpace(SPACE);
  try {
    await body(runtime, errors);
  } finally {
    await runtime.dispose();
  }
}

async function start(runtime: Any): Promise<{ cell: Any; identity: string; cancel: () => void }> {
  const pattern = await runtime.patterns.compilePattern(PROGRAM, { space: SPACE });
  const cell = runtime.getCell(SPACE, "piece");
  const argument = { items: [{ n: 1 }, { n: 2 }] };
  await runtime.editWithRetry((tx: Any) => runtime.run(tx, pattern, argument, cell));
  const cancel = cell.sink(() => {});
  await runtime.settled();
  const { identity } = runtime.patterns.getArtifactEntryRef(pattern);
  return { cell, identity, cancel };
}

async function resume(runtime: Any): Promise<() => void> {
  const cell = runtime.getCell(SPACE, "piece");
  await runtime.start(cell);
  const cancel = cell.sink(() => {});
  await runtime.settled();
  return cancel;
}

const link = (runtime: Any, cause: string) => runtime.getCell(SPACE, cause).getAsLink();

Deno.test("the sources of what runs are told by identity, live and in a fresh process", async () => {
  const stores = memoryStores();
  const texts = new Map(PROGRAM.files.map(({ name, contents }) => [name, contents]));
  const seen: string[][] = [];
  for (const run of [start, resume]) {
    await withRuntime(stores, async (runtime) => {
      assert.deepEqual(await runtime.patterns.getPatternSources(), []);
      await run(runtime);
      const sources: Any[] = await runtime.patterns.getPatternSources();
      const identities = new Set(
        runtime.snapshot().nodes.flatMap(({ patternIdentity }: Any) =>
          patternIdentity === undefined ? [] : [patternIdentity.identity]
        ),
      );
      assert.deepEqual(new Set(sources.map(({ identity }) => identity)), identities);
      assert.equal(sources.length, 2);
      for (const { files } of sources) {
        for (const { name, contents } of files) assert.equal(contents, texts.get(name), name);
      }
      seen.push(sources.map(({ files }) => files.map(({ name }: Any) => name).sort().join(" ")));
    });
  }
  assert(seen[1]!.includes("/lib/row.tsx"), String(seen[1]));
  assert(seen[1]!.includes("/lib/row.tsx /main.tsx"), String(seen[1]));
});

Deno.test("a program is found by its identity: authored files, main and data", async () => {
  await withRuntime(memoryStores(), async (runtime) => {
    const { identity } = await start(runtime);
    const found = await runtime.patterns.getPatternSourceProgramByIdentity(identity, SPACE);
    assert.equal(found.main, "/main.tsx");
    assert.deepEqual(found.files.map(({ name }: Any) => name).sort(), [
      "/lib/row.tsx",
      "/main.tsx",
    ]);
    const unknown = identity.slice(0, -1) + (identity.endsWith("A") ? "E" : "A");
    assert.equal(
      await runtime.patterns.getPatternSourceProgramByIdentity(unknown, SPACE),
      undefined,
    );
  });
});

Deno.test("notes merge by key, are removed, and survive the process", async () => {
  const stores = memoryStores();
  let identity = "";
  await withRuntime(stores, async (runtime) => {
    identity = (await start(runtime)).identity;
    assert.deepEqual({ ...await runtime.patterns.getPatternAnnotations(identity, SPACE) }, {});
    const keys = ["b", "a", "__proto__", "then"];
    const note = (key: string) =>
      runtime.patterns.annotatePattern(identity, SPACE, key, link(runtime, key));
    await Promise.all(keys.map(note));
    await note("a");
  });
  await withRuntime(stores, async (runtime) => {
    const read = () => runtime.patterns.getPatternAnnotations(identity, SPACE);
    const notes = await read();
    assert.deepEqual(Object.keys(notes), ["__proto__", "a", "b", "then"]);
    assert.deepEqual(notes["__proto__"], link(runtime, "__proto__"));
    await runtime.patterns.annotatePattern(identity, SPACE, "a", undefined);
    await runtime.patterns.annotatePattern(identity, SPACE, "never", undefined);
    assert.deepEqual(Object.keys(await read()), ["__proto__", "b", "then"]);
  });
});

Deno.test("only stored patterns get notes, only links are notes, and there are limits", async () => {
  await withRuntime(memoryStores(), async (runtime) => {
    const { identity } = await start(runtime);
    const { patterns } = runtime;
    const some = link(runtime, "some");
    const unknown = "x".repeat(42) + "A";
    await assert.rejects(patterns.annotatePattern(unknown, SPACE, "k", some), {
      name: "UnknownPatternError",
      message: `Unknown pattern: ${unknown}`,
    });
    await assert.rejects(patterns.annotatePattern(identity, "other", "k", some), {
      name: "UnknownPatternError",
    });
    for (const value of ["text", 1, null, {}, { "/": {} }, { "/": { "link@1": { id: 7 } } }]) {
      await assert.rejects(patterns.annotatePattern(identity, SPACE, "k", value), TypeError);
    }
    for (const key of ["", "k".repeat(257), "\ud800"]) {
      await assert.rejects(patterns.annotatePattern(identity, SPACE, key, some), {
        name: "AnnotationLimitError",
      });
    }
    for (let n = 0; n < 64; n++) await patterns.annotatePattern(identity, SPACE, `k${n}`, some);
    await assert.rejects(patterns.annotatePattern(identity, SPACE, "k64", some), {
      name: "AnnotationLimitError",
      message: /at most 64 notes/,
    });
    const long = { "/": { "link@1": { id: "of:x", path: ["p".repeat(65_536)], space: SPACE } } };
    await assert.rejects(patterns.annotatePattern(identity, SPACE, "k0", long), {
      name: "AnnotationLimitError",
      message: /at most 65536 bytes/,
    });
    assert.equal(Object.keys(await patterns.getPatternAnnotations(identity, SPACE)).length, 64);
  });
});

Deno.test("loads, identities and pointers are the same with notes, also with a damaged document", async () => {
  const logs: string[][] = [];
  for (const damage of [undefined, { annotations: "none" }, { annotations: [1, { key: "a" }] }]) {
    const stores = memoryStores();
    let identity = "";
    await withRuntime(stores, async (runtime) => {
      identity = (await start(runtime)).identity;
      if (damage === undefined) return;
      await runtime.patterns.annotatePattern(identity, SPACE, "k", link(runtime, "k"));
      const store = await stores(SPACE);
      const key = cacheDocumentKey(notesDocKey(identity), nodeSha256);
      const [stored] = await store.read([key]);
      await store.commit({
        txId: `damage-${logs.length}`,
        reads: [],
        writes: [{ key, doc: { value: damage }, base: stored!.seq }],
      });
    });
    await withRuntime(stores, async (runtime, errors) => {
      await resume(runtime);
      assert.deepEqual(errors, []);
      assert.deepEqual({ ...await runtime.patterns.getPatternAnnotations(identity, SPACE) }, {});
      const { misses, byIdentityHits } = runtime.patterns.getCompileCacheStats();
      logs.push([
        ...runtime.patterns.events.recent(0).map(({ type }: Any) => type),
        identity,
        JSON.stringify(runtime.getCell(SPACE, "piece").getMetaRaw("patternIdentity")),
        `${misses} ${byIdentityHits}`,
      ]);
    });
  }
  assert.deepEqual(logs[1], logs[0]);
  assert.deepEqual(logs[2], logs[0]);
});

Deno.test("a snapshot names nodes by identity and says who reads what of whom", async () => {
  await withRuntime(memoryStores(), async (runtime) => {
    const { cell, identity, cancel } = await start(runtime);
    const { nodes: all, edges, queuedEvents, pendingCommits } = runtime.snapshot();
    const nodes = all.filter(({ kind }: Any) => kind === "computation");
    assert.deepEqual([queuedEvents, pendingCommits], [0, 0]);
    const own = nodes.filter(({ patternIdentity }: Any) => patternIdentity?.identity === identity);
    assert(own.length >= 3);
    for (const node of nodes) {
      assert.deepEqual(Object.keys(node.patternIdentity).sort(), ["identity", "symbol"]);
      assert.equal(node.demanded, true);
      assert.equal(node.status, "clean");
      assert.equal(node.runs, 1);
      assert(node.writes.length > 0);
    }
    // The nodes of the rows stand in instances that the list made, one a row.
    const { id } = cell.getAsNormalizedFullLink();
    const [inside, outside]: [Any[], Any[]] = [[], []];
    for (const node of nodes) (node.parent === undefined ? inside : outside).push(node);
    assert.deepEqual(new Set(inside.map(({ piece }: Any) => piece.id)), new Set([id]));
    assert.equal(new Set(outside.map(({ parent }: Any) => parent.id)).size, 2);
    // What an edge names is written by its source and read by its target.
    const byId = new Map<string, Any>(all.map((node: Any) => [node.id, node]));
    assert(edges.length > 0);
    const has = (list: Any[], { id, path }: Any) =>
      list.some((each) => each.id === id && each.path.join() === path.join());
    for (const { from, to, address } of edges) {
      assert(has(byId.get(to).reads, address), `${from} -> ${to}`);
      assert(byId.get(from).writes.some(({ id }: Any) => id === address.id));
    }
    const argument = runtime.getCellFromLink(withSpace(cell.getMetaRaw("argument")));
    argument.key("items", 0, "n").set(5);
    await runtime.settled();
    const again = runtime.snapshot().nodes;
    const ran = again.filter(({ runs }: Any) => runs > 1);
    assert(ran.length > 0);
    for (const node of ran) assert.equal(typeof node.lastTrigger, "string");
    cancel();
    assert(runtime.snapshot().nodes.every(({ demanded }: Any) => demanded === false));
  });
});

Deno.test("a snapshot shows who demands, and what handlers did", async () => {
  await withRuntime(memoryStores(), async (runtime) => {
    const files = [{
      name: "/main.tsx",
      contents: `import { action, computed, pattern, type Writable } from "commonfabric";
export default pattern<{ n: Writable<number> }>(({ n }) => ({
  double: computed(() => n.get() * 2),
  add: action((by: number) => n.set(n.get() + by)),
}));
`,
    }];
    const pattern = await runtime.patterns.compilePattern({ main: "/main.tsx", files }, {
      space: SPACE,
    });
    const cell = runtime.getCell(SPACE, "counter");
    await runtime.editWithRetry((tx: Any) => runtime.run(tx, pattern, { n: 1 }, cell));
    await runtime.idle();
    const ofKind = (kind: string) =>
      runtime.snapshot().nodes.filter((node: Any) => node.kind === kind);
    assert.deepEqual(ofKind("effect"), []);
    const [idle] = ofKind("handler");
    const { id } = cell.getAsNormalizedFullLink();
    assert.match(idle.id, /^cf:module\/.+:.+:.{12}$/);
    assert.equal(idle.source, "/main.tsx:4:8");
    const { status, demanded, runs, piece, patternIdentity } = idle;
    assert.deepEqual([status, demanded, runs, piece.id], ["never-ran", false, 0, id]);
    assert.equal(patternIdentity.symbol, "default");

    const cancel = cell.key("double").sink(() => {});
    await runtime.settled();
    const [sink] = ofKind("effect");
    const [double] = ofKind("computation");
    assert.deepEqual([sink.status, sink.demanded, sink.runs], ["clean", true, 1]);
    assert.deepEqual([sink.piece.id, sink.patternIdentity], [id, patternIdentity]);
    assert(
      runtime.snapshot().edges.some(({ from, to }: Any) => from === double.id && to === sink.id),
    );
    await runtime.sendEvent(cell.key("add"), 4);
    await runtime.settled();
    const [served] = ofKind("handler");
    assert.deepEqual([served.status, served.demanded, served.runs], ["clean", false, 1]);
    const argument = cell.getMetaRaw("argument")["/"]["link@1"].id;
    for (const places of [served.reads, served.writes]) {
      assert(places.some((place: Any) => place.id === argument && place.path.join() === "n"));
    }
    assert.equal(typeof served.lastTrigger, "string");
    assert.equal(ofKind("effect")[0].runs, 2);
    cancel();
    assert.deepEqual(ofKind("effect"), []);
  });
});

function withSpace(stored: Any): Any {
  return { "/": { "link@1": { ...stored["/"]["link@1"], space: SPACE } } };
}
