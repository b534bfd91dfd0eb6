/**
 * The event lists of a load, exactly, for the program leaf <- mid <- entry: which step touched which
 * module, in dependency order. Without a key, bodies that came from the store are verified as well.
 */
import assert from "node:assert/strict";
import {
  cacheDocumentKey,
  compiledDocKey,
  emitIndexKey,
  sourceDocKey,
} from "@commonfabric/compilation-cache";
import { nodeSha256 } from "@commonfabric/canonical";
import type { Identity, Program } from "@commonfabric/module-identity";
import type { SpaceStores } from "@commonfabric/storage";
import { memoryStores } from "../../storage/test/support/memory-store.ts";
import { hashExtras } from "../../compilation-cache/documents/compiled-doc.ts";
import type { StoredCompiledDoc } from "../../compilation-cache/documents/types.ts";
import type { Runtime } from "../mod.ts";
import {
  ALL_MODES,
  type AttestationMode,
  chainProgram,
  type ChainRuntimeOptions,
  EventTexts,
  RUNTIME_VERSION,
  SALTED,
  withChainRuntime,
} from "./support/chain-program.ts";

const ALL = "leaf mid entry";
const MISSED = "cacheMiss leaf:absent mid:absent entry:absent";

async function compile(
  runtime: Runtime,
  log: EventTexts,
  program: Program = chainProgram(),
  space = "home",
): Promise<Identity> {
  await log.name(program);
  const pattern = await runtime.patterns.compileOrGetPattern(program, { space });
  return runtime.patterns.getArtifactEntryRef(pattern)!.identity;
}

/** Runs `use` in a session of its own, as a fresh process would. */
function session<T>(
  mode: AttestationMode,
  stores: SpaceStores,
  use: (runtime: Runtime, log: EventTexts) => Promise<T>,
  options: ChainRuntimeOptions = {},
): Promise<T> {
  return withChainRuntime(stores, { ...mode.options, ...options }, use);
}

/** Makes a piece of the program; gives what a resume needs. */
function storedPiece(mode: AttestationMode, stores: SpaceStores): Promise<Identity> {
  return session(mode, stores, async (runtime, log) => {
    const entry = await compile(runtime, log);
    const pattern = runtime.patterns.artifactFromIdentitySync(entry, "default");
    const cell = runtime.getCell("home", "piece", { schema: true });
    await runtime.editWithRetry((tx) => void runtime.run(tx, pattern as never, { n: 4 }, cell));
    await runtime.settled();
    assert.deepEqual(await cell.pull(), { answer: 50 });
    return entry;
  });
}

async function resume(runtime: Runtime, log: EventTexts): Promise<string[]> {
  await log.name(chainProgram());
  const cell = await runtime.getCell("home", "piece", { schema: true }).sync();
  await runtime.start(cell);
  assert.deepEqual(await cell.pull(), { answer: 50 });
  await runtime.settled();
  return log.take();
}

async function identityOf(runtime: Runtime, path: string): Promise<Identity> {
  return (await runtime.engine.computeModuleHashes(chainProgram())).get(path)!;
}

/** Changes the stored value under a cache key, as somebody with the store file can. */
async function tamper(
  stores: SpaceStores,
  cacheKey: string,
  edit: (value: Record<string, unknown>) => unknown,
): Promise<void> {
  const store = await stores("home");
  const key = cacheDocumentKey(cacheKey, nodeSha256);
  const [stored] = await store.read([key]);
  const doc = { ...stored!.doc, value: edit(stored!.doc.value as Record<string, unknown>) };
  const result = await store.commit({
    txId: `tamper ${cacheKey}`,
    reads: [],
    writes: [{ key, doc, base: stored!.seq }],
  });
  assert.ok("ok" in result);
}

for (const mode of ALL_MODES) {
  const verified = (...paths: string[]) =>
    paths.length === 0 ? [] : [`verified ${paths.join(" ")}`];
  const fromStore = mode.keyed ? [] : verified(ALL);

  Deno.test(`cold compile, ${mode.name}`, async () => {
    await session(mode, memoryStores(), async (runtime, log) => {
      await compile(runtime, log);
      assert.deepEqual(log.take(), [
        "identified 3",
        MISSED,
        `compiled ${ALL}`,
        `verified ${ALL}`,
        `evaluated ${ALL}`,
        `wroteBack home [${ALL}] [${ALL}]`,
      ]);
      const { hits, misses, partialHits, byIdentityHits } = runtime.patterns.getCompileCacheStats();
      assert.deepEqual([hits, misses, partialHits, byIdentityHits], [0, 1, 0, 0]);
    });
  });

  Deno.test(`same program in a fresh process, ${mode.name}`, async () => {
    const stores = memoryStores();
    await session(mode, stores, compile);
    await session(mode, stores, async (runtime, log) => {
      await compile(runtime, log);
      assert.deepEqual(log.take(), [
        "identified 3",
        `cacheHit(space) ${ALL}`,
        ...fromStore,
        `evaluated ${ALL}`,
      ]);
      const { typescriptLoads, emittedParses, hits, misses, storeTransactions } = runtime
        .counters();
      const parses = mode.keyed ? 0 : 3;
      assert.deepEqual([typescriptLoads, emittedParses, hits, misses], [0, parses, 1, 0]);
      assert.equal(storeTransactions, 0);
    });
  });

  Deno.test(`same program in the same process for a second space, ${mode.name}`, async () => {
    await session(mode, memoryStores(), async (runtime, log) => {
      await compile(runtime, log);
      log.take();
      await compile(runtime, log, chainProgram(), "work");
      assert.deepEqual(log.take(), [
        "identified 3",
        `cacheHit(artifact) ${ALL}`,
        `wroteBack work [${ALL}] [${ALL}]`,
      ]);
    });
  });

  const edits = [
    {
      name: "body edit in the leaf",
      edited: chainProgram({ leaf: "n + 2" }),
      compiled: ["leaf"],
      carried: ["mid", "entry"],
    },
    {
      name: "type edit that changes the leaf's interface but not mid's",
      edited: chainProgram({ leaf: "`${n}`", leafType: "string" }),
      compiled: ["leaf", "mid"],
      carried: ["entry"],
    },
  ];
  for (const { name, edited, compiled, carried } of edits) {
    const list = [
      "identified 3",
      MISSED,
      `compiled ${compiled.join(" ")}`,
      `carried ${carried.join(" ")}`,
      ...verified(...compiled),
      `evaluated ${ALL}`,
      `wroteBack home [${ALL}] [${ALL}]`,
    ];

    Deno.test(`${name}, in the same process, ${mode.name}`, async () => {
      await session(mode, memoryStores(), async (runtime, log) => {
        await compile(runtime, log);
        log.take();
        const before = runtime.counters();
        await compile(runtime, log, edited);
        assert.deepEqual(log.take(), list);
        const after = runtime.counters();
        const moved = (counter: "modulesEmitted" | "carried" | "emittedParses" | "sourceDigests") =>
          after[counter] - before[counter];
        assert.equal(moved("modulesEmitted"), compiled.length);
        // The body of mid is the text that it was, whatever the leaf returns.
        assert.equal(moved("emittedParses"), 1);
        assert.equal(moved("carried"), carried.length);
        assert.equal(moved("sourceDigests"), 1);
      });
    });

    Deno.test(`${name}, in a fresh process, ${mode.name}`, async () => {
      const stores = memoryStores();
      await session(mode, stores, compile);
      await session(mode, stores, async (runtime, log) => {
        await compile(runtime, log, edited);
        const everything = [
          "identified 3",
          MISSED,
          `compiled ${ALL}`,
          `verified ${ALL}`,
          `evaluated ${ALL}`,
          `wroteBack home [${ALL}] [${ALL}]`,
        ];
        assert.deepEqual(log.take(), mode.keyed ? list : everything);
      });
    });
  }

  Deno.test(`resume in a fresh process, ${mode.name}`, async () => {
    const stores = memoryStores();
    await storedPiece(mode, stores);
    await session(mode, stores, async (runtime, log) => {
      assert.deepEqual(await resume(runtime, log), [
        `cacheHit(space) ${ALL}`,
        ...fromStore,
        `evaluated ${ALL}`,
        "resumed(to run 0)",
      ]);
      const { typescriptLoads, misses, byIdentityHits } = runtime.counters();
      assert.deepEqual([typescriptLoads, misses, byIdentityHits], [0, 0, 1]);
    });
  });

  Deno.test(`resume after a toolchain change, and again, ${mode.name}`, async () => {
    const stores = memoryStores();
    await storedPiece(mode, stores);
    const salted = { toolchain: SALTED };
    await session(mode, stores, async (runtime, log) => {
      assert.deepEqual(await resume(runtime, log), [
        MISSED,
        `compiled ${ALL}`,
        `verified ${ALL}`,
        `evaluated ${ALL}`,
        `wroteBack home [] [${ALL}]`,
        "resumed(to run 0)",
      ]);
    }, salted);
    await session(mode, stores, async (runtime, log) => {
      assert.deepEqual(await resume(runtime, log), [
        `cacheHit(space) ${ALL}`,
        ...fromStore,
        `evaluated ${ALL}`,
        "resumed(to run 0)",
      ]);
    }, salted);
  });

  Deno.test(`resume with one tampered compiled document, ${mode.name}`, async () => {
    const stores = memoryStores();
    await storedPiece(mode, stores);
    await session(mode, stores, async (runtime, log) => {
      const mid = await identityOf(runtime, "/mid.ts");
      await tamper(stores, compiledDocKey(RUNTIME_VERSION, mid), (value) => ({
        ...value,
        interfaceDigest: mid,
      }));
      assert.deepEqual(await resume(runtime, log), [
        "cacheHit(space) leaf entry",
        "cacheMiss mid:attestation",
        "compiled mid",
        ...(mode.keyed ? verified("mid") : verified(ALL)),
        `evaluated ${ALL}`,
        "repaired mid attestation",
        "wroteBack home [] [mid]",
        "resumed(to run 0)",
      ]);
    });
    await session(mode, stores, async (runtime, log) => {
      assert.deepEqual((await resume(runtime, log))[0], `cacheHit(space) ${ALL}`);
    });
  });

  Deno.test(`an emit index that names other modules carries nothing, ${mode.name}`, async () => {
    const stores = memoryStores();
    const known = await session(mode, stores, (runtime) => digestsOf(runtime, chainProgram()));
    for (const [path, { emitKey }] of known) {
      await plant(stores, emitKey, { path, identity: known.get("/leaf.ts")!.identity });
    }
    await session(mode, stores, async (runtime, log) => {
      await compile(runtime, log, edits[0]!.edited);
      assert.ok(log.take().includes(`compiled ${ALL}`));
    });
    // What was compiled replaced the entries, so the next edit is carried where that is allowed.
    await session(mode, stores, async (runtime, log) => {
      await compile(runtime, log, chainProgram({ leaf: "n + 3" }));
      assert.ok(log.take().includes(mode.keyed ? "carried mid entry" : `compiled ${ALL}`));
    });
  });

  Deno.test(`no body is carried across a changed interface, whatever the index says, ${mode.name}`, async () => {
    const { edited } = edits[1]!;
    const scratch = await session(
      mode,
      memoryStores(),
      (runtime) => digestsOf(runtime, edited),
    );
    const stores = memoryStores();
    const known = await session(mode, stores, (runtime) => digestsOf(runtime, chainProgram()));
    // The attested document of the former mid, under the key that mid has after the edit.
    const { emitKey } = scratch.get("/mid.ts")!;
    await plant(stores, emitKey, { path: "/mid.ts", identity: known.get("/mid.ts")!.identity });
    await session(mode, stores, async (runtime, log) => {
      await compile(runtime, log, edited);
      const compiled = mode.keyed ? "compiled leaf mid" : `compiled ${ALL}`;
      assert.ok(log.take().includes(compiled));
      assert.deepEqual(await digestsOf(runtime, edited), scratch);
    });
  });
}

Deno.test("without a key, what a document says of its interface carries nothing", async () => {
  const mode = ALL_MODES.find(({ keyed }) => !keyed)!;
  const edited = chainProgram({ leaf: "`${n}`", leafType: "string" });
  const scratch = await session(mode, memoryStores(), (runtime) => digestsOf(runtime, edited));
  const stores = memoryStores();
  await session(mode, stores, async (runtime, log) => {
    const before = await digestsOf(runtime, chainProgram());
    await session(mode, stores, (other) => digestsOf(other, edited));
    // The edited leaf is there, with the body that it must have, and claims the interface of before.
    const leaf = scratch.get("/leaf.ts")!.identity;
    await tamper(stores, compiledDocKey(RUNTIME_VERSION, leaf), (value) => {
      const { interfaceDigest } = before.get("/leaf.ts")!;
      const claimed = { ...value, interfaceDigest } as unknown as StoredCompiledDoc;
      return { ...claimed, extrasHash: hashExtras(claimed, nodeSha256) };
    });
    const store = await stores("home");
    for (const path of ["/mid.ts", "/entry.ts"]) {
      const cacheKey = compiledDocKey(RUNTIME_VERSION, scratch.get(path)!.identity);
      const key = cacheDocumentKey(cacheKey, nodeSha256);
      const [seq] = await store.heads([key]);
      const writes = [{ key, doc: null, base: seq! }];
      await store.commit({ txId: `drop ${path}`, reads: [], writes });
    }
    await log.name(edited);
    log.take();
    await runtime.patterns.compileAndRegisterModules(edited, { space: "home" });
    const list = log.take();
    assert.ok(list.includes("cacheHit(space) leaf"), list.join("\n"));
    assert.ok(list.includes("compiled mid"), list.join("\n"));
    assert.ok(list.includes("carried entry"), list.join("\n"));
    const after = await digestsOf(runtime, edited);
    for (const path of ["/mid.ts", "/entry.ts"]) {
      assert.deepEqual(after.get(path), scratch.get(path), path);
    }
  });
});

Deno.test("what can be carried from the store needs no compiler, by program and by identity", async () => {
  const mode = ALL_MODES.find(({ keyed }) => keyed)!;
  const stores = memoryStores();
  const edited = chainProgram({ leaf: "n + 2" });
  const entry = await session(mode, stores, async (runtime, log) => {
    await compile(runtime, log);
    return await compile(runtime, log, edited);
  });
  for (const byIdentity of [false, true]) {
    await session(mode, stores, async (runtime, log) => {
      await log.name(edited);
      // Documents of the edited program are gone; those of the first one have the same bodies.
      const identities = await runtime.engine.computeModuleHashes(edited);
      const store = await stores("home");
      for (const path of ["/mid.ts", "/entry.ts"]) {
        const key = cacheDocumentKey(
          compiledDocKey(RUNTIME_VERSION, identities.get(path)!),
          nodeSha256,
        );
        const [seq] = await store.heads([key]);
        const writes = [{ key, doc: null, base: seq! }];
        await store.commit({ txId: `drop ${path} ${byIdentity}`, reads: [], writes });
      }
      if (byIdentity) {
        assert.ok(await runtime.patterns.loadPatternByIdentity(entry, "default", "home"));
      } else await compile(runtime, log, edited);
      assert.deepEqual(log.take(), [
        ...(byIdentity ? [] : ["identified 3"]),
        "cacheHit(space) leaf",
        "cacheMiss mid:absent entry:absent",
        "carried mid entry",
        `evaluated ${ALL}`,
        "wroteBack home [] [mid entry]",
      ]);
      const { typescriptLoads, emittedParses, bodiesAttested, carried } = runtime.counters();
      assert.deepEqual([typescriptLoads, emittedParses], [0, 0]);
      assert.deepEqual([bodiesAttested, carried], [3, 2]);
    });
  }
});

/** Compiles in `home`; gives the digests of each module and of its body by path. */
async function digestsOf(runtime: Runtime, program: Program) {
  await runtime.patterns.compileAndRegisterModules(program, { space: "home" });
  const { modules } = await runtime.patterns.compileModules(program, { space: "home" });
  return new Map(
    modules.map(({ filename, identity, emitKey, interfaceDigest, bodyHash }) =>
      [filename, { identity, emitKey, interfaceDigest, bodyHash }] as const
    ),
  );
}

/** Writes an entry of the emit index, as somebody with the store file can. */
async function plant(
  stores: SpaceStores,
  emitKey: string,
  member: { readonly path: string; readonly identity: Identity },
): Promise<void> {
  const store = await stores("home");
  const key = cacheDocumentKey(emitIndexKey(RUNTIME_VERSION, emitKey), nodeSha256);
  const [seq] = await store.heads([key]);
  const doc = { value: { members: [member] } };
  await store.commit({
    txId: `plant ${emitKey}`,
    reads: [],
    writes: [{ key, doc, base: seq ?? "absent" }],
  });
}

Deno.test("source documents of a toolchain that is unknown are written alone", async () => {
  const stores = memoryStores();
  const { runtimeVersion: _, ...unversioned } = SALTED;
  await withChainRuntime(
    stores,
    { toolchain: unversioned as typeof SALTED },
    async (runtime, log) => {
      await compile(runtime, log);
      assert.deepEqual(log.take().filter((text) => text.startsWith("wroteBack")), [
        `wroteBack home [${ALL}] []`,
      ]);
      const store = await stores("home");
      const leaf = await identityOf(runtime, "/leaf.ts");
      const [seq] = await store.heads([cacheDocumentKey(sourceDocKey(leaf), nodeSha256)]);
      assert.ok(seq !== undefined);
    },
  );
});
