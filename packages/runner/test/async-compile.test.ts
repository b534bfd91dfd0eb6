/** `compileAndRun` and `fetchProgram`: programs as data, run as children of the piece. */
import assert from "node:assert/strict";
import { nodeStorePowers, sqliteStores } from "@commonfabric/storage";
import { fetchFromMocks } from "@commonfabric/runner";
import { type Compiled, compiledRuntime } from "./support/compiled.ts";
import { settleReplies } from "./support/fake-network.ts";
import { type Any, FakeClock } from "./support/test-runtime.ts";

/** The program that runs others: their text and their input are state of it. */
const HOST = `
interface State { code: Writable<string>; n: Writable<number> }
const setCode = handler<string, { code: Writable<string> }>((text, { code }) => code.set(text));
const setN = handler<number, { n: Writable<number> }>((next, { n }) => n.set(next));
export default pattern<State>(({ code, n }) => {
  const files = computed(() => code.get() === "" ? [] : [{ name: "/main.tsx", contents: code.get() }]);
  const built = compileAndRun<{ n: number }, { out: number; add: Stream<void> }>({
    files,
    main: "/main.tsx",
    input: { n },
  });
  return {
    pending: built.pending,
    error: built.error,
    errors: built.errors,
    out: built.result?.out,
    add: built.result?.add,
    count: (built.result as any)?.count,
    setCode: setCode({ code }),
    setN: setN({ n }),
  };
});
`;

const child = (expression: string) => `
import { action, computed, pattern, Writable } from "commonfabric";
export default pattern<{ n: number }>(({ n }) => {
  const count = new Writable(0);
  return {
    count,
    out: computed(() => ${expression}),
    add: action(() => { count.increment(); }),
  };
});
`;

async function built(test: Compiled): Promise<void> {
  await test.runtime.idle();
  await test.runtime.patterns.pendingPatternWorkSettled();
  await settleReplies(test.clock, 2);
  await test.runtime.settled();
}

const compiles = (test: Compiled) =>
  test.runtime.patterns.events.recent(0).filter(({ type }: Any) => type === "compiled").length;

async function withStore(
  runs: readonly ((test: Compiled) => Promise<void>)[],
  ports: Any = {},
): Promise<void> {
  const directory = await Deno.makeTempDir();
  const clock = new FakeClock();
  try {
    for (const run of runs) {
      const stores = sqliteStores(directory, nodeStorePowers);
      const test = await compiledRuntime({ stores, clock }, ports);
      try {
        await run(test);
      } finally {
        await test.runtime.dispose();
        await stores.close();
      }
    }
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
}

Deno.test("a program runs as a child with live input, and after a restart nothing is compiled", () =>
  withStore([
    async (test) => {
      const piece = await test.run(HOST, { argument: { code: child("n * 2"), n: 4 } });
      const cancel = piece.sink(() => {});
      await test.runtime.idle();
      assert.equal((await piece.pull()).pending, true);
      await built(test);
      const before = compiles(test);
      assert.equal(before, 2);
      assert.deepEqual(await pick(piece), { pending: false, out: 8, count: 0 });
      await test.runtime.sendEvent(piece.key("setN"), 5);
      await test.runtime.sendEvent(piece.key("add"), undefined);
      assert.deepEqual(await pick(piece), { pending: false, out: 10, count: 1 });
      assert.equal(compiles(test), before);
      cancel();
      assert.deepEqual(test.errors, []);
    },
    async (test) => {
      const piece = test.piece();
      await piece.sync();
      await test.runtime.start(piece);
      assert.deepEqual(await pick(test.piece()), { pending: false, out: 10, count: 1 });
      assert.equal(test.runtime.counters().computationRuns, 0);
      await test.runtime.sendEvent(piece.key("setN"), 6);
      await test.runtime.sendEvent(piece.key("add"), undefined);
      await test.runtime.settled();
      assert.deepEqual(await pick(test.piece()), { pending: false, out: 12, count: 2 });
      assert.equal(compiles(test), 0);
      assert.equal(test.runtime.counters().typescriptLoads, 0);
      test.runtime.stop(piece);
      assert.deepEqual(test.runtime.snapshot().nodes, []);
      assert.deepEqual(test.errors, []);
    },
  ]));

Deno.test("another text replaces the child and keeps its state; a broken one shows where", () =>
  withStore([async (test) => {
    const piece = await test.run(HOST, { argument: { code: child("n + 1"), n: 1 } });
    const cancel = piece.sink(() => {});
    await built(test);
    await test.runtime.sendEvent(piece.key("add"), undefined);
    assert.deepEqual(await pick(piece), { pending: false, out: 2, count: 1 });
    await test.runtime.sendEvent(piece.key("setCode"), child("n + 100"));
    await built(test);
    assert.deepEqual(await pick(piece), { pending: false, out: 101, count: 1 });
    await test.runtime.sendEvent(piece.key("setCode"), child("n + missing"));
    await built(test);
    const broken = await piece.pull();
    assert.deepEqual([broken.pending, broken.out], [false, undefined]);
    assert.match(broken.error.message, /missing/);
    assert.deepEqual(broken.errors.map(({ message: _message, ...rest }: Any) => rest), [
      { line: 7, column: 29, type: "ERROR", file: "/main.tsx" },
    ]);
    const nodes = test.runtime.snapshot().nodes.length;
    await test.runtime.sendEvent(piece.key("setCode"), child("n - 1"));
    await built(test);
    assert.deepEqual(await pick(piece), { pending: false, out: 0, count: 1 });
    assert.ok(test.runtime.snapshot().nodes.length > nodes);
    cancel();
    assert.deepEqual(test.errors, []);
  }]));

Deno.test("no files: idle. A module without pattern, and a main that is missing: errors", () =>
  withStore([async (test) => {
    const piece = await test.run(HOST, { argument: { code: "", n: 1 } });
    const cancel = piece.sink(() => {});
    await built(test);
    assert.deepEqual(await pick(piece), { pending: false, out: undefined, count: undefined });
    await test.runtime.sendEvent(piece.key("setCode"), "export const a = 1;\n");
    await built(test);
    const { error, errors } = await piece.pull();
    assert.match(error.message, /^No "default" export found in compiled pattern/);
    assert.deepEqual(errors, [
      { line: 0, column: 0, message: error.message, type: "ERROR" },
    ]);
    const throwing = 'import { pattern } from "commonfabric";\n' +
      'const fail = (): number => {\n  throw new RangeError("no");\n};\n' +
      "export default pattern(() => ({ out: fail() }));\n";
    await test.runtime.sendEvent(piece.key("setCode"), throwing);
    await built(test);
    assert.deepEqual((await piece.pull()).errors, [
      { line: 3, column: 9, message: "no", type: "ERROR", file: "/main.tsx" },
    ]);
    cancel();
  }]));

Deno.test("a program on the web is fetched along its imports, and runs", () => {
  const files: Readonly<Record<string, string>> = {
    "/app/main.tsx": child("twice(n)").replace(
      "\nexport",
      '\nimport { twice } from "../lib/twice.ts";\nexport',
    ),
    "/lib/twice.ts": "export const twice = (n: number) => n * 2;\n",
  };
  const mocks = Object.entries(files).map(([path, body]) => ({
    url: `https://a.example${path}`,
    body,
  }));
  const clock = new FakeClock();
  const asked: string[] = [];
  const mocked = fetchFromMocks(mocks, { setTimer: (ms, fn) => clock.setTimer(ms, fn) });
  const fetch: typeof mocked = (url, init) => {
    asked.push(url);
    return mocked(url, init);
  };
  return withStore([async (test) => {
    const piece = await test.run(
      `
export default pattern<{ url: string; n: number }>(({ url, n }) => {
  const program = fetchProgram({ url });
  const built = compileAndRun<{ n: number }, { out: number }>({
    files: program.result?.files,
    main: program.result?.main,
    input: { n },
  });
  return { names: program.result?.files, error: program.error, out: built.result?.out, why: built.errors };
});
`,
      { argument: { url: "https://a.example/app/main.tsx", n: 21 } },
    );
    const cancel = piece.sink(() => {});
    await settleReplies(test.clock, 2);
    await built(test);
    const { names, error, out, why } = await piece.pull();
    assert.deepEqual([error, why], [undefined, undefined]);
    assert.deepEqual(names.map(({ name }: Any) => name), Object.keys(files));
    assert.equal(out, 42);
    assert.deepEqual(asked, mocks.map(({ url }) => url));
    cancel();
    assert.deepEqual(test.errors, []);
  }], { fetch });
});

async function pick(piece: Any): Promise<Any> {
  const { pending, out, count } = await piece.pull();
  return { pending, out, count };
}
