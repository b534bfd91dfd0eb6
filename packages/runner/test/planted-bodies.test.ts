/** Without keys a stored body may be another one than its source says: what it breaks is compiled. */
import assert from "node:assert/strict";
import {
  buildCompiledDoc,
  cacheDocumentKey,
  compiledDocKey,
  writeCompiledDocs,
  type WritePowers,
} from "@commonfabric/compilation-cache";
import { nodeSha256 } from "@commonfabric/canonical";
import type { Identity, Program } from "@commonfabric/module-identity";
import type { CommitBatch, DocWrite, SpaceStores } from "@commonfabric/storage";
import { memoryStores } from "../../storage/test/support/memory-store.ts";
import { chainProgram, RUNTIME_VERSION, withChainRuntime } from "./support/chain-program.ts";

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

/** Puts the body of the throwing leaf in the place of the leaf of the chain. */
async function plant(stores: SpaceStores): Promise<Identity> {
  const store = await stores("home");
  return await withChainRuntime(memoryStores(), {}, async (runtime) => {
    const { engine } = runtime;
    const [good, bad] = [
      await engine.compileToRecordGraph(chainProgram()),
      await engine.compileToRecordGraph(throwing()),
    ];
    const leaf = good.modules.find(({ filename }) => filename === "/leaf.ts")!;
    const planted = bad.modules.find(({ filename }) => filename === "/leaf.ts")!;
    const doc = buildCompiledDoc({
      identity: leaf.identity,
      filename: leaf.filename,
      body: planted.code,
      verdict: planted.verdict!,
      interfaceDigest: leaf.interfaceDigest,
      emitKey: leaf.emitKey,
      sourceEdges: leaf.imports,
    }, RUNTIME_VERSION);
    const key = cacheDocumentKey(compiledDocKey(RUNTIME_VERSION, leaf.identity), nodeSha256);
    const [stored] = await store.read([key]);
    const { seq: base, doc: { labels } } = stored!;
    await store.commit({ txId: "away", reads: [], writes: [{ key, doc: null, base }] });
    // Whoever can write the file can write its labels.
    const labelled = (write: DocWrite): DocWrite =>
      write.key.id === key.id ? { ...write, doc: { ...write.doc, labels } } : write;
    const commit = (batch: CommitBatch) =>
      store.commit({ ...batch, writes: batch.writes.map(labelled) });
    const port = { store, isLabelled: false, commit };
    const powers: WritePowers = { sha256: nodeSha256, newTxId: () => "plant" };
    await writeCompiledDocs(port, {
      entry: leaf.identity,
      sources: [{
        identity: leaf.identity,
        filename: leaf.filename,
        code: leaf.source,
        imports: leaf.imports,
        kind: "source",
        sourceDigest: leaf.sourceDigest,
      }],
      compiled: [doc],
      attester: "none",
      verifyBody: () => planted.verdict!,
      isCurrentVerdict: () => true,
    }, powers);
    return leaf.identity;
  });
}

async function preparedStores(): Promise<SpaceStores> {
  const stores = memoryStores();
  await withChainRuntime(stores, {}, async (runtime) => {
    await runtime.patterns.compilePattern(chainProgram(), { space: "home" });
  });
  await plant(stores);
  return stores;
}

for (const way of ["compile", "load"] as const) {
  Deno.test(`a planted body that throws costs a ${way} its compiles, and is repaired`, async () => {
    const stores = await preparedStores();
    await withChainRuntime(stores, {}, async (runtime, log) => {
      await log.name(chainProgram());
      const entry = await runtime.engine.computeEntryIdentity(chainProgram());
      const pattern = way === "compile"
        ? await runtime.patterns.compilePattern(chainProgram(), { space: "home" })
        : await runtime.patterns.loadPatternByIdentity(entry, "default", "home");
      assert.ok(pattern !== undefined);
      const events = log.take();
      assert.ok(events.some((event) => event.startsWith("rejected entry")), events.join("\n"));
      assert.ok(events.includes("compiled leaf mid entry"), events.join("\n"));
      const repairs = events.filter((event) => /^(repaired|disagreed)/.test(event));
      assert.deepEqual(repairs, ["repaired leaf evaluation"]);
      assert.ok(events.includes("wroteBack home [] [leaf]"), events.join("\n"));
    });
    await withChainRuntime(stores, {}, async (runtime) => {
      await runtime.patterns.compilePattern(chainProgram(), { space: "home" });
      assert.equal(runtime.counters().modulesEmitted, 0, "what was repaired is used");
    });
  });
}

Deno.test("a program that throws by itself fails once, and is not compiled for it again", async () => {
  await withChainRuntime(memoryStores(), {}, async (runtime) => {
    for (let time = 0; time < 2; time++) {
      await assert.rejects(runtime.patterns.compilePattern(throwing(), { space: "home" }), /null/);
    }
    assert.equal(runtime.counters().modulesEmitted, 3);
  });
});
