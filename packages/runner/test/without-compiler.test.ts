/** One runtime stores a program and evaluates none of it; another one, without compiler, runs it. */
import assert from "node:assert/strict";
import { cacheDocumentKey, compiledDocKey } from "@commonfabric/compilation-cache";
import { nodeSha256 } from "@commonfabric/canonical";
import { memoryStores } from "../../storage/test/support/memory-store.ts";
import { NoCompilerError } from "../mod.ts";
import { chainProgram, KEYS, RUNTIME_VERSION, withChainRuntime } from "./support/chain-program.ts";

Deno.test("a program is stored signed with nothing evaluated, and runs from there without a compiler or a key", async () => {
  const stores = memoryStores();
  const program = chainProgram({});
  const entry = await withChainRuntime(stores, { attestation: KEYS }, async (runtime, log) => {
    await log.name(program);
    const { entryIdentity } = await runtime.patterns.storeProgram(program, "home");
    assert.deepEqual(log.take(), [
      "identified 3",
      "cacheMiss leaf:absent mid:absent entry:absent",
      "compiled leaf mid entry",
      "verified leaf mid entry",
      "wroteBack home [leaf mid entry] [leaf mid entry]",
    ]);
    assert.equal(runtime.counters().modulesEvaluated, 0);
    // What is there is not compiled or written again.
    await runtime.patterns.storeProgram(program, "home");
    await runtime.patterns.storeCompiled(entryIdentity, "home");
    assert.deepEqual(log.take().filter((text) => /^(compiled|wroteBack)/.test(text)), []);
    return entryIdentity;
  });
  const options = { attestation: "none", compiler: "none" } as const;
  await withChainRuntime(stores, options, async (runtime) => {
    assert.notEqual(
      await runtime.patterns.loadPatternByIdentity(entry, "default", "home"),
      undefined,
    );
    const { modulesEvaluated, bodiesVerified, typescriptLoads } = runtime.counters();
    assert.deepEqual([modulesEvaluated, bodiesVerified, typescriptLoads], [3, 3, 0]);
    await assert.rejects(
      runtime.patterns.compilePattern(chainProgram({ leaf: "n + 2" })),
      NoCompilerError,
    );
  });
});

/** A pattern whose body, which runs while its module is loaded, throws. */
const THROWING = {
  main: "/main.ts",
  files: [{
    name: "/main.ts",
    contents: `import { pattern } from "commonfabric";
const limit = (n: number): number => {
  if (n > 1) throw new RangeError("too much");
  return n;
};
export default pattern(() => ({ most: limit(2) }), true, true);
`,
  }],
};

Deno.test("what a stored module throws is the reason why it does not load, where nothing can be compiled again", async () => {
  const stores = memoryStores();
  const entry = await withChainRuntime(stores, { attestation: "none" }, async (runtime) => {
    return (await runtime.patterns.storeProgram(THROWING, "home")).entryIdentity;
  });
  const options = { attestation: "none", compiler: "none" } as const;
  await withChainRuntime(stores, options, async (runtime, log) => {
    await log.name(THROWING);
    assert.equal(await runtime.patterns.loadPatternByIdentity(entry, "default", "home"), undefined);
    assert.match(log.take().join("; "), /rejected main too much; loadFailed too much/);
    assert.match(String(runtime.patterns.loadFailure(entry, "home")), /RangeError: too much/);
  });
});

Deno.test("compiled bodies that are gone are stored again by who has a compiler, and missed by who has none", async () => {
  const stores = memoryStores();
  const store = await stores("home");
  const entry = await withChainRuntime(stores, { attestation: "none" }, async (runtime) => {
    const { entryIdentity } = await runtime.patterns.storeProgram(chainProgram({}), "home");
    const key = cacheDocumentKey(compiledDocKey(RUNTIME_VERSION, entryIdentity), nodeSha256);
    const [base] = await store.heads([key]);
    await store.commit({ txId: "gone", reads: [], writes: [{ key, doc: null, base: base! }] });
    return entryIdentity;
  });
  const options = { attestation: "none", compiler: "none" } as const;
  const load = () =>
    withChainRuntime(stores, options, async (runtime) => {
      return await runtime.patterns.loadPatternByIdentity(entry, "default", "home");
    });
  await assert.rejects(load(), NoCompilerError);
  await withChainRuntime(stores, { attestation: "none" }, async (runtime) => {
    await runtime.patterns.storeCompiled(entry, "home");
    assert.equal(runtime.counters().modulesEvaluated, 0);
  });
  assert.notEqual(await load(), undefined);
});
