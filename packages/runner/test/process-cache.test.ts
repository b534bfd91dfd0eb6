/** What one space has is not compiled for another one in the same process. */
import assert from "node:assert/strict";
import { cacheDocumentKey, compiledDocKey } from "@commonfabric/compilation-cache";
import { nodeSha256 } from "@commonfabric/canonical";
import type { Identity, Program } from "@commonfabric/module-identity";
import type { SpaceStores } from "@commonfabric/storage";
import { memoryStores } from "../../storage/test/support/memory-store.ts";
import type { CachedModule } from "../engine/types.ts";
import { ProcessCache } from "../patterns/process-cache.ts";
import type { Runtime } from "../mod.ts";
import {
  ATTESTATION_MODES,
  chainProgram,
  type EventTexts,
  RUNTIME_VERSION,
  withChainRuntime,
} from "./support/chain-program.ts";

/** Another program over two of the modules of the chain. */
function sibling(): Program {
  const { files } = chainProgram();
  const main = files.find(({ name }) => name === "/entry.ts")!.contents;
  const others = files.filter(({ name }) => name !== "/entry.ts");
  const contents = main.replace("other = 1", "other = 2");
  return { main: "/sibling.ts", files: [{ name: "/sibling.ts", contents }, ...others] };
}

async function compiled(runtime: Runtime, log: EventTexts, space: string): Promise<string[]> {
  await log.name(chainProgram());
  await runtime.patterns.compilePattern(chainProgram(), { space });
  return log.take();
}

/** Changes the compiled document of the mid module, or deletes it. */
async function change(
  runtime: Runtime,
  stores: SpaceStores,
  space: string,
  edit: (value: object, mid: Identity) => object | null,
): Promise<void> {
  const mid = (await runtime.engine.computeModuleHashes(chainProgram())).get("/mid.ts")!;
  const store = await stores(space);
  const key = cacheDocumentKey(compiledDocKey(RUNTIME_VERSION, mid), nodeSha256);
  const [stored] = await store.read([key]);
  const value = edit(stored!.doc.value as object, mid);
  const doc = value === null ? null : { ...stored!.doc, value };
  const writes = [{ key, doc, base: stored!.seq }];
  await store.commit({ txId: `change ${space}`, reads: [], writes });
}

for (const { name, options, keyed } of ATTESTATION_MODES) {
  Deno.test(`what a space is known to have is neither read nor checked again, ${name}`, async () => {
    const stores = memoryStores();
    await withChainRuntime(stores, options, async (runtime, log) => {
      await compiled(runtime, log, "home");
      const before = runtime.counters();
      const whole = ["identified 3", "cacheHit(process) leaf mid entry"];
      assert.deepEqual(await compiled(runtime, log, "home"), whole);
      const after = runtime.counters();
      assert.equal(after.storeReads - before.storeReads, 1, "whether all is there");
      for (
        const counter of ["storeTransactions", "bodiesVerified", "bodiesAttested"] as const
      ) {
        assert.equal(after[counter], before[counter], counter);
      }
      await change(runtime, stores, "home", () => null);
      assert.deepEqual(await compiled(runtime, log, "home"), [
        ...whole,
        "wroteBack home [] [mid]",
      ]);
    });
  });

  Deno.test(`a bad document of a space that was not looked at is repaired, ${name}`, async () => {
    const stores = memoryStores();
    await withChainRuntime(stores, options, (runtime, log) => compiled(runtime, log, "work"));
    await withChainRuntime(stores, options, async (runtime, log) => {
      await change(runtime, stores, "work", (value, mid) => ({ ...value, interfaceDigest: mid }));
      await compiled(runtime, log, "home");
      const { modulesEmitted } = runtime.counters();
      assert.deepEqual(await compiled(runtime, log, "work"), [
        "identified 3",
        "cacheHit(space) leaf entry",
        "cacheHit(process) mid",
        ...(keyed ? [] : ["verified leaf entry"]),
        "repaired mid attestation",
        "wroteBack work [] [mid]",
      ]);
      assert.equal(runtime.counters().modulesEmitted, modulesEmitted);
    });
  });

  Deno.test(`a closure that was loaded from one space is stored in another without a compile, ${name}`, async () => {
    const stores = memoryStores();
    let entry: Identity = "";
    await withChainRuntime(stores, options, async (runtime) => {
      const pattern = await runtime.patterns.compilePattern(chainProgram(), { space: "home" });
      entry = runtime.patterns.getArtifactEntryRef(pattern)!.identity;
    });
    await withChainRuntime(stores, options, async (runtime, log) => {
      await log.name(chainProgram());
      await runtime.patterns.loadPatternByIdentity(entry, "default", "home");
      log.take();
      await runtime.patterns.compilePattern(chainProgram(), { space: "work" });
      assert.deepEqual(log.take(), [
        "identified 3",
        "cacheHit(process) leaf mid entry",
        "wroteBack work [leaf mid entry] [leaf mid entry]",
      ]);
      const { typescriptLoads, bodiesVerified, bodiesAttested, hits, misses } = runtime.counters();
      assert.deepEqual([typescriptLoads, hits, misses], [0, 1, 0]);
      assert.deepEqual([bodiesVerified, bodiesAttested], keyed ? [0, 3] : [3, 0]);
    });
    await withChainRuntime(stores, options, async (runtime, log) => {
      await log.name(chainProgram());
      assert.ok(await runtime.patterns.loadPatternByIdentity(entry, "default", "work"));
      const verified = keyed ? [] : ["verified leaf mid entry"];
      assert.deepEqual(log.take(), [
        "cacheHit(space) leaf mid entry",
        ...verified,
        "evaluated leaf mid entry",
      ]);
    });
  });

  Deno.test(`modules that programs share are compiled once in a process, ${name}`, async () => {
    await withChainRuntime(memoryStores(), options, async (runtime, log) => {
      await log.name(chainProgram());
      await log.name(sibling());
      await runtime.patterns.compilePattern(chainProgram(), { space: "home" });
      log.take();
      await runtime.patterns.compilePattern(sibling(), { space: "work" });
      assert.deepEqual(log.take(), [
        "identified 3",
        "cacheHit(process) leaf mid",
        "cacheMiss sibling:absent",
        "compiled sibling",
        "verified sibling",
        "evaluated sibling",
        "wroteBack work [leaf mid sibling] [leaf mid sibling]",
      ]);
    });
  });
}

Deno.test("the bodies of a process are bounded by bytes, the least recently used go first", () => {
  const identityOf = (index: number) => `${String(index).padStart(42, "a")}A`;
  const moduleOf = (index: number, units: number) =>
    ({ identity: identityOf(index), code: "x".repeat(units), trust: "none" }) as CachedModule;
  const cache = new ProcessCache(() => "t1", 1_000);
  for (let index = 0; index < 3; index++) cache.add([moduleOf(index, 80)]);
  cache.find([identityOf(0)]);
  cache.add([moduleOf(3, 80)]);
  assert.deepEqual([0, 1, 2, 3].map((index) => cache.has(identityOf(index))), [
    true,
    false,
    true,
    true,
  ]);
  assert.ok(cache.bytes <= 1_000);
  cache.add([moduleOf(4, 80), moduleOf(4, 80)]);
  assert.ok(cache.bytes <= 1_000, "the same body twice counts once");
  cache.add([moduleOf(5, 2_000)]);
  assert.equal(cache.bytes, 0, "a body over the bound is not kept");
  const many = new ProcessCache(() => "t1");
  for (let index = 0; index < 10_001; index++) many.add([moduleOf(index, 1)]);
  assert.deepEqual([many.has(identityOf(0)), many.has(identityOf(1))], [false, true]);
  assert.equal(many.bytes, 10_000 * 4, "what went by number has no weight either");
  const unknown = new ProcessCache(() => undefined);
  unknown.add([moduleOf(0, 1)]);
  assert.equal(unknown.find([identityOf(0)]).size, 0, "without a toolchain version nothing is");
});
