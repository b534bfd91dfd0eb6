/** `cf test` over several files: which are run, by whom, in which order they are told of. */
import assert from "node:assert/strict";
import { runPool } from "../pattern-test/test-pool.ts";
import type { TestFileRequest } from "../pattern-test/test-file.ts";
import type { TestFileReport } from "../pattern-test/test-report.ts";
import { processWorker, type TestWorker, WorkerEndError } from "../pattern-test/test-worker.ts";
import { processPowers } from "../command/command-powers.ts";
import { cf, withDirectory } from "./support/fake-command.ts";
import { IS, SUBJECT, testSource } from "./support/pattern-tests.ts";

const GOOD = testSource({ steps: IS("subject.count === 0") });
const BAD = testSource({ steps: IS("subject.count === 1") });
const FILES = {
  "counter.tsx": SUBJECT,
  "a.test.tsx": GOOD,
  "b.test.tsx": BAD,
  "more/counter.tsx": SUBJECT,
  "more/c.test.tsx": GOOD,
  "more/notes.txt": "no test",
};

function reportOf(file: string, ok = true): TestFileReport {
  return {
    file,
    ok,
    entryIdentity: null,
    durationMs: 1,
    failure: ok ? null : "no",
    steps: [],
    errors: [],
    console: [],
    nonIdempotent: [],
    navigations: [],
    diagnostics: [],
  };
}

function requestOf(file: string): TestFileRequest {
  return { file, path: `/${file}`, root: "/", timeoutMs: 1, directory: "/" };
}

interface Pooled {
  readonly told: readonly string[];
  readonly begun: readonly string[];
  readonly workers: number;
}

/** Runs `files` with workers that do what `run` says. */
async function pool(
  files: readonly string[],
  jobs: number,
  run: (file: string) => Promise<TestFileReport>,
  options: { readonly signal?: AbortSignal; readonly bail?: boolean } = {},
): Promise<Pooled> {
  const begun: string[] = [];
  let workers = 0;
  const startWorker = (): TestWorker => {
    workers++;
    return {
      stop: () => {},
      run: (request) => {
        begun.push(request.file);
        return run(request.file);
      },
    };
  };
  const told: string[] = [];
  await runPool(files.map(requestOf), {
    jobs,
    startWorker,
    nowMs: () => 0,
    signal: options.signal ?? new AbortController().signal,
    onReport: ({ file, ok, failure }) => {
      told.push(ok ? file : `${file}: ${failure}`);
      return ok || options.bail !== true;
    },
  });
  return { told, begun, workers };
}

Deno.test("reports are told in the order of the files, whoever was first", async () => {
  const slow = Promise.withResolvers<TestFileReport>();
  const { told, workers } = await pool(["a", "b", "c"], 2, (file) => {
    if (file === "a") return slow.promise;
    if (file === "c") slow.resolve(reportOf("a"));
    return Promise.resolve(reportOf(file));
  });
  assert.deepEqual(told, ["a", "b", "c"]);
  assert.equal(workers, 2);
});

Deno.test("a worker that ends fails its file only, and another takes its place", async () => {
  const { told, workers } = await pool(["a", "b", "c"], 1, (file) => {
    if (file === "b") return Promise.reject(new WorkerEndError("exit code 1"));
    return Promise.resolve(reportOf(file));
  });
  assert.deepEqual(told, ["a", "b: the process of the test ended: exit code 1", "c"]);
  assert.equal(workers, 2);
});

Deno.test("an error of the runner itself fails the file it happened in", async () => {
  const { told } = await pool(["a", "b"], 1, (file) => {
    if (file === "a") return Promise.reject(new TypeError("broken"));
    return Promise.resolve(reportOf(file));
  });
  assert.deepEqual(told, ["a: TypeError: broken", "b"]);
});

Deno.test("after a failure nothing is begun when the first is to be the last", async () => {
  const run = (file: string) => Promise.resolve(reportOf(file, file !== "b"));
  const { begun } = await pool(["a", "b", "c", "d"], 1, run, { bail: true });
  assert.deepEqual(begun, ["a", "b"]);
});

Deno.test("an interrupt ends the pool although a file goes on", async () => {
  const interrupt = new AbortController();
  const { told } = await pool(["a", "b"], 1, (file) => {
    if (file === "a") return Promise.resolve(reportOf("a"));
    interrupt.abort();
    return new Promise(() => {});
  }, { signal: interrupt.signal });
  assert.deepEqual(told, ["a"]);
});

Deno.test("a process that ends, and one that is silent for too long, end their worker", async () => {
  const child = { send: () => {}, ended: Promise.resolve("signal SIGSEGV") };
  const lines = (async function* () {
    yield '{"alive":true}';
  })();
  const ended = processWorker({ ...child, lines, kill: () => {} }, processPowers());
  await assert.rejects(ended.run(requestOf("a")), /ended: signal SIGSEGV$/);

  let killed = 0;
  const never = { [Symbol.asyncIterator]: () => ({ next: () => new Promise<never>(() => {}) }) };
  const powers = {
    ...processPowers(),
    setTimer: (_ms: number, fn: () => void) => (fn(), () => {}),
  };
  const silent = processWorker({ ...child, lines: never, kill: () => void killed++ }, powers);
  await assert.rejects(silent.run(requestOf("a")), /no sign of life for \d+ ms$/);
  assert.equal(killed, 1);
});

interface Document {
  readonly ok: boolean;
  readonly passed: number;
  readonly failed: number;
  readonly files: readonly { readonly file: string; readonly ok: boolean }[];
  readonly unchanged: readonly string[];
}

async function testFiles(cwd: string, ...args: string[]): Promise<Document & { code: number }> {
  const { code, json } = await cf(["test", ...args, "--json"], { cwd });
  return { ...json as unknown as Document, code };
}

Deno.test("folders mean the tests below them, and processes of their own run those", async () => {
  await withDirectory(FILES, async (cwd) => {
    const { files, passed, failed, code } = await testFiles(cwd, ".", "--junit", "out.xml");
    assert.deepEqual(files.map(({ file, ok }) => [file, ok]), [
      ["a.test.tsx", true],
      ["b.test.tsx", false],
      ["more/c.test.tsx", true],
    ]);
    assert.deepEqual([passed, failed, code], [2, 1, 1]);
    const xml = await Deno.readTextFile(`${cwd}/out.xml`);
    assert.match(xml, /<testsuite name="cf test" tests="3" failures="1" skipped="0">/);
    assert.match(
      xml,
      /classname="b\.test\.tsx" name="assertion_1" time="[\d.]+"><failure>subject\.count === 1\nsubject\.count: 0</,
    );
  });
});

Deno.test("a filter and a shard choose files; parts are apart and together all", async () => {
  await withDirectory(FILES, async (cwd) => {
    const one = await testFiles(cwd, ".", "--filter", "more/");
    assert.deepEqual([one.files.map(({ file }) => file), one.code], [["more/c.test.tsx"], 0]);
    const parts = await Promise.all(
      ["1/2", "2/2"].map((part) => testFiles(cwd, ".", "--shard", part)),
    );
    const files = parts.map((part) => part.files.map(({ file }) => file));
    assert.deepEqual(files.flat().toSorted(), ["a.test.tsx", "b.test.tsx", "more/c.test.tsx"]);
    const missing = await testFiles(cwd, "nothing", "more");
    assert.deepEqual(missing.files.map(({ file, ok }) => [file, ok]), [
      ["nothing", false],
      ["more/c.test.tsx", true],
    ]);
    assert.equal(missing.code, 1);
    assert.equal((await cf(["test", ".", "--filter", "zzz"], { cwd })).code, 1);
    assert.equal((await cf(["test", ".", "--shard", "3/2"], { cwd })).code, 2);
    assert.equal((await cf(["test", ".", "--jobs", "0"], { cwd })).code, 2);
    assert.equal((await cf(["test", ".", "--timeout", "soon"], { cwd })).code, 2);
  });
});

Deno.test("no folder of a run is left behind", async () => {
  await withDirectory({ ...FILES, "tmp/.keep": "" }, async (cwd) => {
    await cf(["test", "."], { cwd });
    const names = [...Deno.readDirSync(cwd)].map(({ name }) => name);
    assert.ok(!names.includes(".cf"), names.join());
  });
});

Deno.test("with --changed only what differs from its last pass is run", async () => {
  await withDirectory(FILES, async (cwd) => {
    const names = async () => {
      const { files, unchanged } = await testFiles(cwd, ".", "--changed");
      return [files.map(({ file }) => file), unchanged];
    };
    const all = ["a.test.tsx", "b.test.tsx", "more/c.test.tsx"];
    assert.deepEqual(await names(), [all, []]);
    assert.deepEqual(await names(), [["b.test.tsx"], ["a.test.tsx", "more/c.test.tsx"]]);
    await Deno.writeTextFile(`${cwd}/more/counter.tsx`, `${SUBJECT}// edited\n`);
    assert.deepEqual(await names(), [["b.test.tsx", "more/c.test.tsx"], ["a.test.tsx"]]);
    await Deno.writeTextFile(`${cwd}/.cf/test-passes.json`, "no JSON");
    assert.deepEqual(await names(), [all, []]);
    const { out } = await cf(["test", "a.test.tsx", "--changed"], { cwd });
    assert.match(out, /^unchanged a\.test\.tsx\n0 passed, 0 failed, 0 skipped/);
  });
});

Deno.test("with --watch a change runs the tests again, and an interrupt ends that", async () => {
  await withDirectory(FILES, async (cwd) => {
    let interrupt = () => {};
    let changes = 0;
    const { code, out } = await cf(["test", "a.test.tsx", "--watch"], {
      cwd,
      onInterrupt: (fn) => void (interrupt = fn),
      changeBelow: async (folders) => {
        assert.deepEqual(folders, [cwd]);
        if (++changes > 1) return interrupt();
        await Deno.writeTextFile(`${cwd}/a.test.tsx`, BAD);
      },
    });
    assert.equal(code, 130);
    assert.equal(out.match(/^a\.test\.tsx$/gm)?.length, 2);
    assert.match(out, /1 passed, 0 failed[^]*0 passed, 1 failed/);
    assert.equal((await cf(["test", ".", "--watch", "--json"], { cwd })).code, 2);
  });
});
