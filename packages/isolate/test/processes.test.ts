/** Isolates as processes: what they may, and how they end. */
import assert from "node:assert/strict";
import {
  ExecutionBudgetError,
  IsolateEndError,
  IsolateFailure,
  isolatePowers,
  runIsolate,
} from "../mod.ts";

const MIB = 1024 * 1024;
const file = new URL("./support/probe-isolate.ts", import.meta.url);

function run(job: readonly unknown[], options: Partial<Parameters<typeof runIsolate>[0]> = {}) {
  return runIsolate({ file, job, spaces: new Map(), powers: isolatePowers("deno"), ...options });
}

/** How `job` ends that does not give a result. */
async function endOf(
  job: readonly unknown[],
  options?: Partial<Parameters<typeof runIsolate>[0]>,
): Promise<Error> {
  return await run(job, options).then(
    (result) => assert.fail(`it gave ${JSON.stringify(result)}`),
    (error: Error) => error,
  );
}

Deno.test("an isolate gives data, tells data, and its errors are errors here", async () => {
  const told: unknown[] = [];
  const value = { list: [1, , undefined], bytes: new Uint8Array([1]), big: 1n, nan: NaN };
  const [echo, thrown, ended] = await Promise.all([
    run(["echo", value]),
    endOf(["throw", "out of range"]),
    endOf(["exit"]),
    run(["tell", { said: 1 }], { onTold: (message) => told.push(message) }),
  ]);
  assert.deepEqual(echo, value);
  assert.ok(thrown instanceof IsolateFailure);
  assert.deepEqual(thrown.failure, { name: "RangeError", message: "out of range" });
  assert.ok(ended instanceof IsolateEndError);
  assert.match(ended.message, /ended without a result \(exit code 7\)/);
  assert.deepEqual(told, [{ said: 1 }]);
});

Deno.test("code that has left its compartment finds no power of the platform in an isolate", async () => {
  const said = await run(["powers"]) as Record<string, string>;
  assert.ok(Object.keys(said).length >= 14);
  const refusal =
    /NotCapable|Requires read access|--no-remote is specified|--cached-only is specified/;
  for (const [power, text] of Object.entries(said)) assert.match(text, refusal, power);
});

Deno.test("what never gives way is killed, and the error says which budget and what to do", async () => {
  const budget = { turnMs: 400 };
  const ends = await Promise.all(
    ["loop", "microtasks", "regex"].map((job) => endOf([job], { budget })),
  );
  for (const end of ends) {
    assert.ok(end instanceof ExecutionBudgetError, end.message);
    assert.equal(end.budget, "time");
    assert.match(end.message, /^Execution budget exceeded: code ran for 400 ms .*--budget-ms/);
  }
});

Deno.test("what eats memory is killed and takes nothing along: objects, and buffers outside of the heap", async () => {
  const budget = { turnMs: 60_000, heapBytes: 64 * MIB };
  for (const job of ["heap", "buffers"]) {
    const end = await endOf([job], { budget });
    assert.ok(end instanceof ExecutionBudgetError, end.message);
    assert.equal(end.budget, "memory");
    assert.match(
      end.message,
      /^Execution budget exceeded: .*limit of the heap is 64 MiB.*--heap-mb/,
    );
  }
});

Deno.test("a run has an end, an isolate that is asked to stop stops, and one that does not start is an error", async () => {
  const stop = new AbortController();
  const [overdue, stopped, absent] = await Promise.all([
    endOf(["sleep"], { budget: { runMs: 3_000 } }),
    run(["wait"], { signal: stop.signal, ...stopSoon(stop) }),
    endOf([], { file: new URL("./support/no-such-file.ts", import.meta.url) }),
  ]);
  assert.ok(overdue instanceof ExecutionBudgetError);
  assert.equal(overdue.budget, "run");
  assert.equal(stopped, "stopped");
  assert.match(absent.message, /did not start \(exit code 1\):\n[\s\S]*no-such-file/);
});

/** Aborts when the isolate has begun. */
function stopSoon(stop: AbortController) {
  const powers = isolatePowers("deno");
  return {
    powers: {
      ...powers,
      start: (...start: Parameters<typeof powers.start>) => {
        const process = powers.start(...start);
        return {
          ...process,
          send: async (bytes: Uint8Array<ArrayBuffer>) => {
            await process.send(bytes);
            stop.abort();
          },
        };
      },
    },
  };
}

Deno.test({
  name: "an isolate whose host is killed does not go on",
  ignore: Deno.env.get("CF_SLOW") === undefined,
  async fn() {
    const host = new Deno.Command("deno", {
      args: [
        ...["run", "--no-check", "--quiet", "--allow-run=deno", "--allow-read"],
        "--allow-env=DENO_DIR,HOME,LOCALAPPDATA,PATH,USERPROFILE,XDG_CACHE_HOME,LOCKDOWN_*",
        new URL("./support/killed-host.ts", import.meta.url).href,
      ],
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    const reader = host.stdout.pipeThrough(new TextDecoderStream()).getReader();
    const pid = Number((await reader.read()).value);
    assert.ok(pid > 0);
    // The isolate is deaf by then: it is in its loop.
    await isThere(pid, true, 1_500);
    host.kill("SIGKILL");
    await host.status;
    await reader.cancel();
    await host.stderr.cancel();
    assert.equal(await isThere(pid, false, 30_000), false);
  },
});

/** Whether the process is there, asked until the answer is `wanted` and for at least `ms` if it is not. */
async function isThere(pid: number, wanted: boolean, ms: number): Promise<boolean> {
  const endMs = performance.now() + ms;
  for (;;) {
    const { success } = await new Deno.Command("sh", {
      args: ["-c", `kill -0 ${pid}`],
      stderr: "null",
    })
      .output();
    if (performance.now() > endMs || (success === wanted && !wanted)) return success;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
