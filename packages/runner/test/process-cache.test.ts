/** What one space has is not compiled for another one in the same process. */
import assert from "node:assert/strict";
import type { Identity, Program } from "@commonfabric/module-identity";
import { memoryStores } from "../../storage/test/support/memory-store.ts";
import type { CachedModule } from "../engine/types.ts";
import { ProcessCache } from "../patterns/process-cache.ts";
import { ATTESTATION_MODES, chainProgram, withChainRuntime } from "./support/chain-program.ts";

/** Another program over two of the modules of the chain. */
function sibling(): Program {
  const { files } = chainProgram();
  const main = files.find(({ name }) => name === "/entry.ts")!.contents;
  const others = files.filter(({ name }) => name !== "/entry.ts");
  const contents = main.replace("other = 1", "other = 2");
  return { main: "/sibling.ts", files: [{ name: "/sibling.ts", contents }, ...others] };
}

for (const { name, options, keyed } of ATTESTATION_MODES) {
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
  const unknown = new ProcessCache(() => undefined);
  unknown.add([moduleOf(0, 1)]);
  assert.equal(unknown.find([identityOf(0)]).size, 0, "without a toolchain version nothing is");
});
