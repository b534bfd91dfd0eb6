import assert from "node:assert/strict";
import { cacheDocumentKey, compiledDocKey, sourceDocKey } from "@commonfabric/compilation-cache";
import { nodeSha256 } from "@commonfabric/canonical";
import type { Program } from "@commonfabric/module-identity";
import type { SpaceStores } from "@commonfabric/storage";
import { memoryStores } from "../../storage/test/support/memory-store.ts";
import { readToolchain, Runtime, type Toolchain } from "../mod.ts";
import {
  chainProgram,
  type EventTexts,
  SALTED,
  withChainRuntime,
} from "./support/chain-program.ts";

const toolchain = readToolchain();
const otherToolchain = SALTED;

function program(leaf?: string): Program {
  return chainProgram(leaf === undefined ? {} : { leaf });
}

function withRuntime<T>(
  stores: SpaceStores,
  fn: (runtime: Runtime, log: EventTexts) => Promise<T>,
  versions: Toolchain = toolchain,
): Promise<T> {
  return withChainRuntime(stores, { toolchain: versions }, fn);
}

const COLD = [
  "identified 3",
  "cacheMiss leaf:absent mid:absent entry:absent",
  "compiled leaf mid entry",
  "verified leaf mid entry",
  "evaluated leaf mid entry",
  "wroteBack home [leaf mid entry] [leaf mid entry]",
];

async function cold(runtime: Runtime, log: EventTexts, given = program()): Promise<string> {
  await log.name(given);
  const pattern = await runtime.patterns.compilePattern(given, { space: "home" });
  return runtime.patterns.getArtifactEntryRef(pattern)!.identity;
}

Deno.test("a cold compile, and the same program in a fresh runtime", async () => {
  const stores = memoryStores();
  await withRuntime(stores, async (runtime, log) => {
    await cold(runtime, log);
    assert.deepEqual(log.take(), COLD);
    assert.deepEqual(runtime.patterns.getCompileCacheStats(), {
      hits: 0,
      misses: 1,
      byIdentityHits: 0,
      partialHits: 0,
      carried: 0,
      repairs: 0,
      disagreements: 0,
    });
  });
  await withRuntime(stores, async (runtime, log) => {
    await cold(runtime, log);
    assert.deepEqual(log.take(), [
      "identified 3",
      "cacheHit(space) leaf mid entry",
      "verified leaf mid entry",
      "evaluated leaf mid entry",
    ]);
    const counters = runtime.counters();
    assert.equal(counters.typescriptLoads, 0);
    assert.equal(counters.emittedParses, 3);
    assert.equal(counters.bodiesVerified, 3);
    assert.equal(counters.hits, 1);
    assert.equal(counters.storeTransactions, 0);
  });
});

Deno.test("the same program in the same process for a second space is only written there", async () => {
  await withRuntime(memoryStores(), async (runtime, log) => {
    const first = await cold(runtime, log);
    log.take();
    const pattern = await runtime.patterns.compileOrGetPattern(program(), { space: "work" });
    assert.equal(runtime.patterns.getArtifactEntryRef(pattern)!.identity, first);
    assert.deepEqual(log.take(), [
      "identified 3",
      "cacheHit(artifact) leaf mid entry",
      "wroteBack work [leaf mid entry] [leaf mid entry]",
    ]);
  });
});

Deno.test("an edit inside a leaf compiles the leaf, carries its importers, and writes all three", async () => {
  await withRuntime(memoryStores(), async (runtime, log) => {
    await cold(runtime, log);
    log.take();
    const before = runtime.counters();
    await cold(runtime, log, program("n + 2"));
    assert.deepEqual(log.take(), [
      "identified 3",
      "cacheMiss leaf:absent mid:absent entry:absent",
      "compiled leaf",
      "carried mid entry",
      "verified leaf",
      "evaluated leaf mid entry",
      "wroteBack home [leaf mid entry] [leaf mid entry]",
    ]);
    const after = runtime.counters();
    assert.equal(after.modulesEmitted - before.modulesEmitted, 1);
    assert.equal(after.carried - before.carried, 2);
    assert.equal(after.sourceDigests - before.sourceDigests, 1);
  });
});

Deno.test("a pointer is loaded without source and compiler, and resumes with its state", async () => {
  const stores = memoryStores();
  const identity = await withRuntime(stores, async (runtime, log) => {
    const entry = await cold(runtime, log);
    const pattern = runtime.patterns.artifactFromIdentitySync(entry, "default");
    const cell = runtime.getCell("home", "piece", { schema: true });
    await runtime.editWithRetry((tx) => void runtime.run(tx, pattern as never, { n: 4 }, cell));
    await runtime.settled();
    assert.deepEqual(await cell.pull(), { answer: 50 });
    return entry;
  });
  await withRuntime(stores, async (runtime, log) => {
    await log.name(program());
    const cell = await runtime.getCell("home", "piece", { schema: true }).sync();
    await runtime.start(cell);
    assert.deepEqual(await cell.pull(), { answer: 50 });
    assert.deepEqual(log.take(), [
      "cacheHit(space) leaf mid entry",
      "verified leaf mid entry",
      "evaluated leaf mid entry",
      "resumed(to run 0)",
    ]);
    const counters = runtime.counters();
    assert.equal(counters.typescriptLoads, 0);
    assert.equal(counters.misses, 0);
    assert.equal(counters.byIdentityHits, 1);
    assert.equal(runtime.engine.isEvaluated(identity), true);
  });
});

Deno.test("another toolchain recompiles from stored source under the same pointer, then is warm", async () => {
  const stores = memoryStores();
  const entry = await withRuntime(stores, (runtime, log) => cold(runtime, log));
  for (
    const events of [
      [
        "cacheMiss leaf:absent mid:absent entry:absent",
        "compiled leaf mid entry",
        "verified leaf mid entry",
        "evaluated leaf mid entry",
        "wroteBack home [] [leaf mid entry]",
      ],
      ["cacheHit(space) leaf mid entry", "verified leaf mid entry", "evaluated leaf mid entry"],
    ]
  ) {
    await withRuntime(stores, async (runtime, log) => {
      await log.name(program());
      const pattern = await runtime.patterns.loadPatternByIdentity(entry, "default", "home");
      assert.equal(typeof pattern, "function");
      assert.deepEqual(log.take(), events);
    }, otherToolchain);
  }
});

Deno.test("a deleted compiled document is compiled again alone; without source there is no pattern", async () => {
  const stores = memoryStores();
  const entry = await withRuntime(stores, (runtime, log) => cold(runtime, log));
  const store = await stores("home");
  const drop = async (key: string) => {
    const doc = cacheDocumentKey(key, nodeSha256);
    const [seq] = await store.heads([doc]);
    await store.commit({
      txId: `drop ${key}`,
      reads: [],
      writes: [{ key: doc, doc: null, base: seq! }],
    });
  };
  await drop(compiledDocKey(toolchain.runtimeVersion!, entry));
  await withRuntime(stores, async (runtime, log) => {
    await log.name(program());
    assert.ok(await runtime.patterns.loadPatternByIdentity(entry, "default", "home"));
    assert.deepEqual(log.take(), [
      "cacheHit(space) leaf mid",
      "cacheMiss entry:absent",
      "compiled entry",
      "verified leaf mid entry",
      "evaluated leaf mid entry",
      "wroteBack home [] [entry]",
    ]);
  });
  await drop(sourceDocKey(entry));
  await withRuntime(stores, async (runtime, log) => {
    await log.name(program());
    assert.equal(await runtime.patterns.loadPatternByIdentity(entry, "default", "home"), undefined);
    assert.deepEqual(log.take(), ["cacheMiss entry:absent", "loadFailed absent (entry)"]);
  });
  await withRuntime(stores, async (runtime, log) => {
    for (const identity of ["", "keyless:1", "B".repeat(43), `${entry}\0`]) {
      assert.equal(
        await runtime.patterns.loadPatternByIdentity(identity, "default", "home"),
        undefined,
      );
      assert.deepEqual(
        log.take(),
        ["loadFailed identity"],
        "nothing is asked for what is no identity",
      );
    }
  });
});

Deno.test("what is not a pattern is refused by name, and nothing is stored", async () => {
  await withRuntime(memoryStores(), async (runtime, log) => {
    await assert.rejects(
      runtime.patterns.compilePattern(program(), { space: "home", mainExport: "nothing" }),
      { message: 'No "nothing" export found in compiled pattern.' },
    );
    await assert.rejects(
      runtime.patterns.compilePattern(program(), { space: "home", mainExport: "other" }),
      { name: "NotAPatternError" },
    );
    const broken = program("n +");
    await assert.rejects(runtime.patterns.compilePattern(broken, { space: "work" }), {
      name: "CompilerError",
    });
    log.take();
  });
});

Deno.test("concurrent compiles of one program share one run", async () => {
  await withRuntime(memoryStores(), async (runtime, log) => {
    await log.name(program());
    const [a, b] = await Promise.all([
      runtime.patterns.compilePattern(program(), { space: "home" }),
      runtime.patterns.compilePattern(program(), { space: "home" }),
    ]);
    assert.equal(a, b);
    assert.deepEqual(log.take(), COLD);
  });
});

Deno.test("who gives up a shared compile takes nobody along; the last one ends it", async () => {
  await withRuntime(memoryStores(), async (runtime, log) => {
    await log.name(program());
    const [first, second] = [new AbortController(), new AbortController()];
    const compile = ({ signal }: AbortController) =>
      runtime.patterns.compilePattern(program(), { space: "home", signal });
    const [one, two] = [compile(first), compile(second)];
    // The cache is asked once both wait for the run.
    const cancel = runtime.patterns.events.subscribe(({ type }) => {
      if (type === "cacheMiss") first.abort();
    });
    await assert.rejects(one, { name: "AbortError" });
    assert.ok(await two);
    cancel();
    assert.deepEqual(log.take(), COLD);

    const [third, fourth] = [new AbortController(), new AbortController()];
    const other = (controller: AbortController) =>
      runtime.patterns.compilePattern(program("n + 7"), {
        space: "home",
        signal: controller.signal,
      });
    const dropped = [other(third), other(fourth)];
    runtime.patterns.events.subscribe(({ type }) => {
      if (type === "cacheMiss") [third, fourth].forEach((controller) => controller.abort());
    });
    for (const work of dropped) await assert.rejects(work, { name: "AbortError" });
    await runtime.settled();
    assert.equal(log.take().some((event) => event.startsWith("wroteBack")), false);
    assert.ok(await other(new AbortController()));
    log.take();
  });
});

Deno.test("a transaction may begin in a space that nobody has opened", async () => {
  await withRuntime(memoryStores(), async (runtime) => {
    const cell = runtime.getCell<number>("elsewhere", "n");
    await runtime.editWithRetry((tx) => cell.withTx(tx).set(3));
    assert.equal(await cell.pull(), 3);
  });
});

Deno.test("unknown modes of labels are refused, and stores without keys ask for a decision", () => {
  const options = { stores: memoryStores(), toolchain };
  assert.throws(
    () => new Runtime({ ...options, attestation: "none", cfcMode: "warn" as never }),
    { name: "TypeError", message: 'cfcMode is "enforce" or "disabled", not "warn".' },
  );
  assert.throws(() => new Runtime({ ...options }), {
    name: "MissingAttestationError",
    message: /keys, or the word "none"/,
  });
});
