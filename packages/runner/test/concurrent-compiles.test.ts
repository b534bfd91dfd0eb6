/** Many callers, several spaces, several runtimes: what is compiled how often, and what is remembered. */
import assert from "node:assert/strict";
import { cacheDocumentKey, leaseKey } from "@commonfabric/compilation-cache";
import { nodeSha256 } from "@commonfabric/canonical";
import type { Program } from "@commonfabric/module-identity";
import type { SpaceStores } from "@commonfabric/storage";
import { memoryStores } from "../../storage/test/support/memory-store.ts";
import { faultStore } from "../../storage/test/support/fault-store.ts";
import { makeLazyCompiler } from "../engine/lazy-compiler-powers.ts";
import { classifyFailure } from "../engine/failures.ts";
import type { CompilerProvider } from "../engine/types.ts";
import { FailedBefore } from "../patterns/failed-before.ts";
import { readToolchain, Runtime, type RuntimeOptions } from "../mod.ts";
import { type Any, FakeClock } from "./support/test-runtime.ts";
import { runs } from "../../canonical/test/support/runs.ts";

const toolchain = readToolchain();

function program(text = "1"): Program {
  return {
    main: "/main.ts",
    files: [
      {
        name: "/main.ts",
        contents:
          'import { pattern } from "commonfabric";\nimport { leaf } from "./leaf.ts";\nexport default pattern(() => ({ leaf }), { type: "object" }, true);\nexport const named = pattern(() => ({ named: leaf }), { type: "object" }, true);\n',
      },
      { name: "/leaf.ts", contents: `export const leaf: number = ${text};\n` },
    ],
  };
}

const MODULES = 2;

function makeRuntime(stores: SpaceStores, options: Partial<RuntimeOptions> = {}): Runtime {
  return new Runtime({ stores, attestation: "none", toolchain, ...options });
}

/** The types of the events of the manager, with the space where there is one. */
function eventsOf({ patterns }: Runtime): string[] {
  return patterns.events.recent().map(({ type, space }) => space ? `${type} ${space}` : type);
}

/** Whether a fresh process finds the program in `space`, without source and compiler. */
async function loadsIn(stores: SpaceStores, space: string, given = program()): Promise<boolean> {
  const runtime = makeRuntime(stores);
  const identity = await runtime.engine.computeEntryIdentity(given);
  const loaded = await runtime.patterns.loadPatternByIdentity(identity, "default", space);
  const { typescriptLoads } = runtime.counters();
  await runtime.dispose();
  return loaded !== undefined && typescriptLoads === 0;
}

Deno.test("callers for two spaces share one compile and write back twice", async () => {
  const stores = memoryStores();
  const runtime = makeRuntime(stores);
  const made = await Promise.all(
    ["a", "b"].map((space) => runtime.patterns.compileOrGetPattern(program(), { space })),
  );
  assert.equal(made[0], made[1]);
  const { modulesEmitted, modulesEvaluated, misses } = runtime.counters();
  assert.deepEqual([modulesEmitted, modulesEvaluated, misses], [MODULES, MODULES, 1]);
  const events = eventsOf(runtime);
  for (const once of ["compiled", "evaluated", "wroteBack a", "wroteBack b"]) {
    assert.equal(events.filter((event) => event === once).length, 1, once);
  }
  await runtime.dispose();
  assert.deepEqual([await loadsIn(stores, "a"), await loadsIn(stores, "b")], [true, true]);
});

Deno.test("a space whose store fails does not take the others along", async () => {
  for (const failing of ["read", "commit"] as const) {
    const memory = memoryStores();
    const stores: SpaceStores = async (space) => {
      const store = await memory(space);
      if (space !== "b") return store;
      const fail = () => Promise.reject(new Error(`${failing} fails`));
      return { ...faultStore(store, {}), [failing]: fail };
    };
    const runtime = makeRuntime(stores);
    const spaces = ["b", "a", "b", "c"];
    const outcomes = await Promise.allSettled(
      spaces.map((space) => runtime.patterns.compileOrGetPattern(program(), { space })),
    );
    assert.deepEqual(
      outcomes.map((outcome) => outcome.status === "rejected" && outcome.reason.name),
      [
        "WriteBackError",
        false,
        "WriteBackError",
        false,
      ],
    );
    assert.equal(runtime.counters().modulesEmitted, MODULES);
    await runtime.dispose();
    assert.deepEqual([await loadsIn(memory, "a"), await loadsIn(memory, "c")], [true, true]);
  }
});

Deno.test("one space after the other, and one after none: each that is named has the program", async () => {
  const stores = memoryStores();
  const runtime = makeRuntime(stores);
  for (const space of [undefined, "a", "b", "a"]) {
    await runtime.patterns.compileOrGetPattern(program(), space === undefined ? {} : { space });
  }
  assert.equal(runtime.counters().modulesEmitted, MODULES);
  assert.deepEqual(
    eventsOf(runtime).filter((event) => event.startsWith("wroteBack")),
    ["wroteBack a", "wroteBack b"],
  );
  await runtime.dispose();
  assert.deepEqual([await loadsIn(stores, "a"), await loadsIn(stores, "b")], [true, true]);
});

Deno.test("exports of one program, and programs that differ beside the entry", async () => {
  const runtime = makeRuntime(memoryStores());
  const withTest: Program = {
    ...program(),
    files: [...program().files, { name: "/more.test.ts", contents: "export const x = 1;\n" }],
    sourceRoots: ["/more.test.ts"],
  };
  const compile = (given: Program, mainExport: string) =>
    runtime.patterns.compilePattern(given, { space: "a", mainExport });
  const [one, two] = await Promise.all([
    compile(program(), "default"),
    compile(program(), "named"),
    compile(withTest, "default"),
  ]);
  assert.notEqual(one, two);
  assert.equal(runtime.patterns.getArtifactEntryRef(two)!.symbol, "named");
  const compiled = new Set(
    runtime.patterns.events.recent().flatMap((event) =>
      event.type === "compiled" ? event.modules : []
    ),
  );
  assert.equal(compiled.size, MODULES + 1, "the file beside the entry is compiled as well");
  const entry = await runtime.engine.computeEntryIdentity(program());
  const stored = await runtime.patterns.getPatternSourceProgramByIdentity(entry, "a");
  assert.deepEqual(stored!.sourceRoots, ["/more.test.ts"], "and stored");
  const byName = (files: Program["files"]) =>
    files.map(({ name, contents }) => `${name} ${contents}`).toSorted();
  assert.deepEqual(byName(stored!.files), byName(withTest.files));
  await runtime.dispose();
});

/** A compiler that counts its calls and does first what `before` does. */
function countingCompiler(before: (call: number) => Promise<void> | void = () => {}): {
  readonly provider: CompilerProvider;
  readonly calls: () => number;
} {
  const inner = makeLazyCompiler();
  let calls = 0;
  return {
    calls: () => calls,
    provider: {
      ensureCompiler: async () => {
        const compiler = await inner.ensureCompiler();
        return {
          ...compiler,
          compile: async (given, options) => {
            await before(++calls);
            return await compiler.compile(given, options);
          },
        };
      },
    },
  };
}

Deno.test("of many callers some give up, the first included: one compile for the rest", async () => {
  const gate = Promise.withResolvers<void>();
  const { provider, calls } = countingCompiler(() => gate.promise);
  const runtime = makeRuntime(memoryStores(), { compiler: provider });
  const controllers = Array.from({ length: 6 }, () => new AbortController());
  const work = controllers.map(({ signal }, at) =>
    runtime.patterns.compilePattern(program(), { space: at % 2 === 0 ? "a" : "b", signal })
  );
  const outcomes = Promise.allSettled(work);
  while (calls() === 0) await new Promise((resolve) => setTimeout(resolve));
  for (const at of [0, 1, 2]) controllers[at]!.abort();
  gate.resolve();
  assert.deepEqual((await outcomes).map(({ status }) => status), [
    "rejected",
    "rejected",
    "rejected",
    "fulfilled",
    "fulfilled",
    "fulfilled",
  ]);
  assert.equal(calls(), 1);
  await runtime.dispose();
});

Deno.test("a program that fails is compiled once for its space and toolchain, however often asked", async () => {
  const { provider, calls } = countingCompiler();
  const runtime = makeRuntime(memoryStores(), { compiler: provider });
  const broken = program("true");
  const compile = (space: string) =>
    runtime.patterns.compilePattern(broken, { space }).then(
      () => "compiled",
      (error: Error) => error.name,
    );
  const many = await Promise.all([compile("a"), compile("a"), compile("a"), compile("b")]);
  assert.deepEqual(new Set(many), new Set(["CompilerError"]));
  assert.equal(calls(), 1, "who waits shares the failure");
  assert.equal(await compile("a"), "CompilerError");
  assert.equal(await compile("b"), "CompilerError");
  assert.equal(calls(), 1, "and it is remembered where it was asked for");
  assert.equal(await compile("c"), "CompilerError");
  assert.equal(calls(), 2, "nowhere else");
  await runtime.patterns.compilePattern(program(), { space: "a" });
  await runtime.dispose();
});

Deno.test("a run that fails for reasons of its own is made up for by one other, and no more", async () => {
  for (const failing of [1, 2]) {
    const { provider, calls } = countingCompiler(async (call) => {
      await new Promise((resolve) => setTimeout(resolve));
      if (call <= failing) throw classifyFailure(new Error(`${call}`), "transient");
    });
    const runtime = makeRuntime(memoryStores(), { compiler: provider });
    const outcomes = await Promise.allSettled(
      ["a", "b", "c", "d"].map((space) => runtime.patterns.compilePattern(program(), { space })),
    );
    const fulfilled = outcomes.filter(({ status }) => status === "fulfilled").length;
    assert.deepEqual([calls(), fulfilled], [2, failing === 1 ? 3 : 0]);
    await runtime.dispose();
  }
});

Deno.test("what says nothing about the source is not remembered", async () => {
  const failures: readonly (() => unknown)[] = [
    () => new RangeError("Array buffer allocation failed"),
    () => new RangeError("Maximum call stack size exceeded"),
    () => new DOMException("late", "TimeoutError"),
    () => classifyFailure(new Error("store"), "transient"),
  ];
  for (const failure of failures) {
    const { provider, calls } = countingCompiler((call) => {
      if (call === 1) throw failure();
    });
    const runtime = makeRuntime(memoryStores(), { compiler: provider });
    await assert.rejects(runtime.patterns.compilePattern(program(), { space: "a" }));
    assert.ok(await runtime.patterns.compilePattern(program(), { space: "a" }), String(failure()));
    assert.equal(calls(), 2);
    await runtime.dispose();
  }
});

Deno.test("a reason of one's own for giving up is not remembered", async () => {
  const controller = new AbortController();
  const { provider } = countingCompiler((call) => {
    if (call === 1) controller.abort(new Error("changed my mind"));
  });
  const runtime = makeRuntime(memoryStores(), { compiler: provider });
  const { signal } = controller;
  await assert.rejects(runtime.patterns.compilePattern(program(), { space: "a", signal }), {
    message: "changed my mind",
  });
  await runtime.settled();
  assert.ok(await runtime.patterns.compilePattern(program(), { space: "a" }));
  await runtime.dispose();
});

Deno.test("the memo of failures keeps the last 512, by space, what failed, and toolchain", () => {
  let version = "t1";
  const memo = new FailedBefore(() => version);
  const error = classifyFailure(new Error("broken"), "author");
  for (let at = 0; at < 600; at++) memo.note({ space: "a", what: `${at}` }, error);
  assert.equal(memo.size, 512);
  assert.equal(memo.find({ space: "a", what: "0" }), undefined);
  assert.equal(memo.find({ space: "a", what: "599" })?.error, error);
  assert.equal(memo.find({ space: "b", what: "599" }), undefined);
  version = "t2";
  assert.equal(memo.find({ space: "a", what: "599" }), undefined);
  assert.equal(memo.note({ space: "a", what: "x" }, new Error("unknown")), false);
});

for (const cfcMode of ["disabled", "enforce"] as const) {
  Deno.test(`a lease costs one commit, and the write-back gives it back (${cfcMode})`, async () => {
    const stores = memoryStores();
    const runtime = makeRuntime(stores, { cfcMode });
    await runtime.patterns.compilePattern(program(), { space: "a" });
    assert.equal(runtime.counters().storeTransactions, 2);
    const store = await stores("a");
    assert.deepEqual(await store.list({ tagPrefix: "compileLease:", limit: 10 }), []);
    await runtime.dispose();
  });
}

Deno.test("two runtimes that compile one program on one store: one compile", async () => {
  for (const cfcMode of ["disabled", "enforce"] as const) {
    const stores = memoryStores();
    const runtimes = [makeRuntime(stores, { cfcMode }), makeRuntime(stores, { cfcMode })];
    await Promise.all(
      runtimes.map(({ patterns }) => patterns.compilePattern(program(), { space: "a" })),
    );
    const emitted = runtimes.map((runtime) => runtime.counters().modulesEmitted);
    assert.deepEqual(emitted.toSorted(), [0, MODULES]);
    const waited = runtimes[emitted.indexOf(0)]!;
    assert.deepEqual(eventsOf(waited), ["identified", "cacheHit a", "verified", "evaluated"]);
    const store = await stores("a");
    assert.deepEqual(await store.list({ tagPrefix: "compileLease:", limit: 10 }), []);
    for (const runtime of runtimes) await runtime.dispose();
  }
});

/** Programs over one shared module, with an entry each. */
function overlapping(count: number): Program[] {
  return Array.from({ length: count }, (_, at) => ({
    main: "/main.ts",
    files: [
      { name: "/main.ts", contents: `${program().files[0]!.contents}// ${at}\n` },
      program().files[1]!,
    ],
  }));
}

/** Stores whose calls take some time, another one each. */
function delayed(stores: SpaceStores, random: () => number): SpaceStores {
  return async (space) =>
    faultStore(await stores(space), {
      delay: () => new Promise((resolve) => setTimeout(resolve, 3 * random())),
    });
}

Deno.test("however runtimes and their calls interleave, each module is compiled once", async () => {
  for (let seed = 1; seed <= runs(5, 20); seed++) {
    let state = seed;
    const random = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
    const memory = memoryStores();
    const compiled: string[] = [];
    const runtimes = [1, 2, 3].map(() => makeRuntime(delayed(memory, random)));
    await Promise.all(runtimes.map(async (runtime) => {
      runtime.patterns.events.subscribe((event) => {
        if (event.type === "compiled") compiled.push(...event.modules);
      });
      const mine = overlapping(3).sort(() => random() - 0.5);
      const made = await Promise.all(
        mine.map((each) => runtime.patterns.compilePattern(each, { space: "a" })),
      );
      assert.equal(new Set(made).size, 3);
    }));
    assert.deepEqual(
      [compiled.length, new Set(compiled).size],
      [4, 4],
      `seed ${seed}: three entries and what they share`,
    );
    for (const runtime of runtimes) await runtime.dispose();
  }
});

Deno.test("two runtimes that load what another toolchain compiled: one compile", async () => {
  const stores = memoryStores();
  const first = makeRuntime(stores);
  const identity = await first.engine.computeEntryIdentity(program());
  await first.patterns.compilePattern(program(), { space: "a" });
  await first.dispose();
  const later = { ...toolchain, runtimeVersion: `${toolchain.runtimeVersion}~later` };
  const runtimes = [1, 2].map(() => makeRuntime(stores, { toolchain: later }));
  const loaded = await Promise.all(
    runtimes.map(({ patterns }) => patterns.loadPatternByIdentity(identity, "default", "a")),
  );
  assert.ok(loaded.every((pattern) => pattern !== undefined));
  const emitted = runtimes.map((runtime) => runtime.counters().modulesEmitted);
  assert.deepEqual(emitted.toSorted(), [0, MODULES]);
  for (const runtime of runtimes) await runtime.dispose();
});

/** Stores on which every commit that has to do with leases fails. */
function withoutLeases(stores: SpaceStores): SpaceStores {
  return async (space) => {
    const store = await stores(space);
    return {
      ...faultStore(store, {}),
      commit: (batch) => {
        const isLease = batch.writes.length === 0 ||
          batch.writes.every(({ tag }) => tag?.startsWith("compileLease:"));
        if (isLease) return Promise.reject(new Error("no leases here"));
        return store.commit(batch);
      },
    };
  };
}

Deno.test("with every lease call failing the results are the same, and each compiles", async () => {
  const stores = memoryStores();
  const runtimes = [1, 2].map(() => makeRuntime(withoutLeases(stores)));
  const made = await Promise.all(
    runtimes.map(({ patterns }) => patterns.compilePattern(program(), { space: "a" })),
  );
  const refs = runtimes.map(({ patterns }, at) => patterns.getArtifactEntryRef(made[at]));
  assert.deepEqual(refs[0], refs[1]);
  for (const runtime of runtimes) {
    assert.equal(runtime.counters().modulesEmitted, MODULES);
    assert.equal(runtime.counters().disagreements, 0);
    await runtime.dispose();
  }
  assert.equal(await loadsIn(stores, "a"), true);
});

Deno.test("a warm compile, a load and a failed compile leave no lease, the first two never take one", async () => {
  const stores = memoryStores();
  const cold = makeRuntime(stores);
  await cold.patterns.compilePattern(program(), { space: "a" });
  assert.equal(cold.counters().storeTransactions, 2, "a lease, and everything else");
  await assert.rejects(cold.patterns.compilePattern(program("true"), { space: "a" }));
  const store = await stores("a");
  assert.deepEqual(await store.list({ tagPrefix: "compileLease:", limit: 10 }), []);
  await cold.dispose();
  const warm = makeRuntime(stores);
  const pattern = await warm.patterns.compilePattern(program(), { space: "a" });
  const { identity } = warm.patterns.getArtifactEntryRef(pattern)!;
  await warm.patterns.loadPatternByIdentity(identity, "named", "a");
  assert.equal(warm.counters().storeTransactions, 0);
  await warm.dispose();
});

Deno.test("who waits for a compile when its runtime is disposed of compiles himself", async () => {
  const clock = new FakeClock();
  const stores = memoryStores(() => clock.now);
  const waiting = makeRuntime(stores, {
    ports: { nowMs: () => clock.now, setTimer: (ms, fn) => clock.setTimer(ms, fn) },
  });
  const identity = await waiting.engine.computeEntryIdentity(program());
  const tag = leaseKey(toolchain.runtimeVersion!, identity);
  const store = await stores("a");
  await store.commit({
    txId: "another process",
    reads: [],
    writes: [{
      key: cacheDocumentKey(tag, nodeSha256),
      tag,
      doc: { value: { owner: "another", until: clock.now + 30_000 } },
      base: "absent",
    }],
  });
  let made: Any;
  const compiled = waiting.patterns.compilePattern(program(), { space: "a" })
    .then((pattern) => made = pattern);
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setTimeout(resolve));
  assert.equal(made, undefined, "it waits");
  const disposed = waiting.dispose();
  assert.ok(await compiled);
  await disposed;
  assert.equal(waiting.counters().modulesEmitted, MODULES);
});
