/**
 * A load by identity for every combination of what is live, what compiled documents are there and in
 * what state the sources are: which arm answers, and what it leaves behind.
 */
import assert from "node:assert/strict";
import { hostTable } from "@commonfabric/api";
import {
  buildSourceDocs,
  cacheDocumentKey,
  compiledDocKey,
  sourceDocKey,
  writeSourceDocs,
} from "@commonfabric/compilation-cache";
import { nodeSha256 } from "@commonfabric/canonical";
import {
  computeModuleIdentities,
  type Identity,
  type Program,
  scanImports,
} from "@commonfabric/module-identity";
import type { SpaceStores } from "@commonfabric/storage";
import { memoryStores } from "../../storage/test/support/memory-store.ts";
import type { Runtime } from "../mod.ts";
import {
  ATTESTATION_MODES,
  type AttestationMode,
  chainProgram,
  EventTexts,
  RUNTIME_VERSION,
  SALTED,
  withChainRuntime,
} from "./support/chain-program.ts";

const ALL = "leaf mid entry";

type Live = "artifact" | "module" | "nothing";
type Compiled = "present" | "partial" | "absent";
type Source = "present" | "absent" | "corrupt";

/** The state of the leaf's compiled document and of its source document decides the state of each. */
async function damage(
  stores: SpaceStores,
  leaf: Identity,
  all: readonly Identity[],
  compiled: Compiled,
  source: Source,
): Promise<void> {
  const store = await stores("home");
  const keyOf = (key: string) => cacheDocumentKey(key, nodeSha256);
  const gone = compiled === "present" ? [] : compiled === "partial" ? [leaf] : all;
  const keys = gone.map((identity) => keyOf(compiledDocKey(RUNTIME_VERSION, identity)));
  if (source === "absent") keys.push(keyOf(sourceDocKey(leaf)));
  const seqs = await store.heads(keys);
  const writes = keys.map((key, index) => ({ key, doc: null, base: seqs[index]! }));
  if (writes.length > 0) await store.commit({ txId: "damage", reads: [], writes });
  if (source !== "corrupt") return;
  const key = keyOf(sourceDocKey(leaf));
  const [stored] = await store.read([key]);
  const value = { ...stored!.doc.value as object, filename: "/else.ts" };
  await store.commit({
    txId: "corrupt",
    reads: [],
    writes: [{ key, doc: { value }, base: stored!.seq }],
  });
}

/** What the load says, by the state of what is stored. */
function expected(mode: AttestationMode, compiled: Compiled, source: Source): string[] {
  const sourceMiss = source === "absent" ? "absent" : "identity";
  const written = (list: string) => `wroteBack home [] [${list}]`;
  if (compiled === "present" && (source === "present" || mode.keyed)) {
    return [
      `cacheHit(space) ${ALL}`,
      ...(mode.keyed ? [] : [`verified ${ALL}`]),
      `evaluated ${ALL}`,
    ];
  }
  if (source !== "present") {
    return sourcesAreGone(mode, compiled, sourceMiss);
  }
  if (compiled === "partial") {
    return [
      "cacheHit(space) mid entry",
      "cacheMiss leaf:absent",
      "compiled leaf",
      mode.keyed ? "verified leaf" : `verified ${ALL}`,
      `evaluated ${ALL}`,
      written("leaf"),
    ];
  }
  return [
    "cacheMiss leaf:absent mid:absent entry:absent",
    `compiled ${ALL}`,
    `verified ${ALL}`,
    `evaluated ${ALL}`,
    written(ALL),
  ];
}

/** Without sources nothing can be compiled, and without a key nothing of the store can be proven. */
function sourcesAreGone(_mode: AttestationMode, _compiled: Compiled, miss: string): string[] {
  const missed = miss === "absent" ? ["cacheMiss leaf:absent"] : ["cacheMiss leaf:identity"];
  return [...missed, `loadFailed ${miss} (leaf)`];
}

for (const mode of ATTESTATION_MODES) {
  for (const compiled of ["present", "partial", "absent"] as const) {
    for (const source of ["present", "absent", "corrupt"] as const) {
      const state = `compiled ${compiled}, source ${source}, ${mode.name}`;

      Deno.test(`load with nothing live, ${state}`, async () => {
        const stores = await prepared(mode, compiled, source);
        await withChainRuntime(stores, mode.options, async (runtime, log) => {
          const entry = await named(runtime, log);
          const pattern = await runtime.patterns.loadPatternByIdentity(entry, "default", "home");
          const lists = log.take();
          assert.deepEqual(lists, expected(mode, compiled, source));
          assert.equal(pattern !== undefined, lists.at(-1)!.startsWith("loadFailed") === false);
          const { typescriptLoads } = runtime.counters();
          const isCompiled = lists.some((text) => text.startsWith("compiled"));
          assert.equal(typescriptLoads > 0 && !isCompiled, false, "the compiler for nothing");
          if (pattern === undefined) return;
          assert.equal(
            await runtime.patterns.loadPatternByIdentity(entry, "default", "home"),
            pattern,
          );
          assert.deepEqual(log.take(), ["cacheHit(artifact) entry"]);
        });
        if (source !== "present") return;
        await withChainRuntime(stores, mode.options, async (runtime, log) => {
          const entry = await named(runtime, log);
          await runtime.patterns.loadPatternByIdentity(entry, "default", "home");
          assert.equal(log.take()[0], `cacheHit(space) ${ALL}`, "whole again");
        });
      });

      for (const live of ["artifact", "module"] satisfies Live[]) {
        Deno.test(`load with a live ${live}, ${state}`, async () => {
          const stores = memoryStores();
          await withChainRuntime(stores, mode.options, async (runtime, log) => {
            const entry = await named(runtime, log);
            const pattern = await runtime.patterns.compilePattern(chainProgram(), {
              space: "home",
            });
            const identities = await runtime.engine.computeModuleHashes(chainProgram());
            const leaf = identities.get("/leaf.ts")!;
            await damage(stores, leaf, [...identities.values()], compiled, source);
            log.take();
            const before = runtime.counters();
            if (live === "artifact") {
              assert.equal(
                await runtime.patterns.loadPatternByIdentity(entry, "default", "home"),
                pattern,
              );
              assert.deepEqual(log.take(), ["cacheHit(artifact) entry"]);
            } else {
              // The module is live, so the store is not asked what it has under the symbol.
              assert.equal(
                await runtime.patterns.loadPatternByIdentity(entry, "missing", "home"),
                undefined,
              );
              assert.deepEqual(log.take(), ["loadFailed symbol"]);
              assert.equal(runtime.counters().storeReads, before.storeReads);
            }
            assert.equal(runtime.counters().modulesEvaluated, before.modulesEvaluated);
            await runtime.settled();
          });
        });
      }
    }
  }
}

async function prepared(
  mode: AttestationMode,
  compiled: Compiled,
  source: Source,
): Promise<SpaceStores> {
  const stores = memoryStores();
  await withChainRuntime(stores, mode.options, async (runtime) => {
    await runtime.patterns.compilePattern(chainProgram(), { space: "home" });
    const identities = await runtime.engine.computeModuleHashes(chainProgram());
    await damage(
      stores,
      identities.get("/leaf.ts")!,
      [...identities.values()],
      compiled,
      source,
    );
  });
  return stores;
}

async function named(runtime: Runtime, log: EventTexts): Promise<Identity> {
  await log.name(chainProgram());
  return (await runtime.engine.computeModuleHashes(chainProgram())).get("/entry.ts")!;
}

Deno.test("a live pattern whose closure the space lacks is stored there behind the answer", async () => {
  await withChainRuntime(memoryStores(), {}, async (runtime, log) => {
    const entry = await named(runtime, log);
    await runtime.patterns.compilePattern(chainProgram(), { space: "home" });
    log.take();
    assert.ok(await runtime.patterns.loadPatternByIdentity(entry, "default", "work"));
    await runtime.settled();
    assert.deepEqual(log.take(), [
      "cacheHit(artifact) entry",
      `wroteBack work [${ALL}] [${ALL}]`,
    ]);
  });
});

/** The chain with a leaf that throws while it is evaluated. */
function throwing(): Program {
  const { main, files } = chainProgram();
  const broken = "export const broken = leaf((null as never as { n: number }).n);\n";
  return {
    main,
    files: files.map((file) =>
      file.name === "/leaf.ts" ? { ...file, contents: `${file.contents}${broken}` } : file
    ),
  };
}

Deno.test("a program that cannot be evaluated is not stored", async () => {
  const stores = memoryStores();
  await withChainRuntime(stores, {}, async (runtime) => {
    await assert.rejects(runtime.patterns.compilePattern(throwing(), { space: "home" }));
    await runtime.settled();
    assert.deepEqual(await (await stores("home")).list({ tagPrefix: "pattern:", limit: 9 }), []);
  });
});

Deno.test("a failure that is deterministic is remembered for its space and its toolchain", async () => {
  const stores = memoryStores();
  const modules = computeModuleIdentities(throwing(), {
    hosts: hostTable,
    edges: { scan: scanImports },
    sha256: nodeSha256,
  });
  const entry = modules.get("/entry.ts")!.identity;
  for (const space of ["home", "work"]) {
    const store = await stores(space);
    await writeSourceDocs(
      { store, isLabelled: false, commit: (batch) => store.commit(batch) },
      { entry, sources: buildSourceDocs(modules.values()) },
      { sha256: nodeSha256, newTxId: () => `sources of ${space}` },
    );
  }
  const tries = async (runtime: Runtime, log: EventTexts, space: string) => {
    assert.equal(await runtime.patterns.loadPatternByIdentity(entry, "default", space), undefined);
    return log.take().map((text) => text.replace(/ .*/, ""));
  };
  const first = ["cacheMiss", "compiled", "verified", "loadFailed"];
  const carried = ["cacheMiss", "carried", "loadFailed"];
  await withChainRuntime(stores, {}, async (runtime, log) => {
    await log.name(throwing());
    assert.deepEqual(await tries(runtime, log, "home"), first);
    const { storeReads } = runtime.counters();
    assert.deepEqual(await tries(runtime, log, "home"), ["loadFailed"]);
    assert.equal(runtime.counters().storeReads, storeReads, "nothing is asked again");
    assert.match(String(runtime.patterns.loadFailure(entry, "home")), /null/);
    assert.deepEqual(await tries(runtime, log, "work"), carried, "another space");
  });
  await withChainRuntime(stores, { toolchain: SALTED }, async (runtime, log) => {
    assert.deepEqual(await tries(runtime, log, "home"), first, "another toolchain and process");
  });
});
