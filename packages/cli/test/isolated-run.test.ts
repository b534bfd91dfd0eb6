/** `cf run --isolate`: programs that never end are killed and told, and what they committed is kept. */
import assert from "node:assert/strict";
import { cf, withDirectory } from "./support/fake-command.ts";
import { COUNTER } from "./support/programs.ts";

const IS_SLOW = Deno.env.get("CF_SLOW") !== undefined;

/** What `spin` does that never comes to an end, by its name. */
const MAIN =
  `import { type Default, handler, lift, pattern, type Stream, type Writable } from "commonfabric";

interface Input {
  mode: Writable<string | Default<"">>;
  log: Writable<string[] | Default<[]>>;
}
interface Output {
  log: string[];
  shown: string;
  note: Stream<string>;
  choose: Stream<string>;
  spin: Stream<string>;
}

function spin(mode: string): string {
  const kept: unknown[] = [];
  if (mode === "loop") while (mode.length > 0) kept.length = 0;
  if (mode === "regex") return String(/^(a+)+$/.test("a".repeat(64) + "b"));
  if (mode === "memory") while (mode.length > 0) kept.push(Array.from({ length: 1000 }, String));
  if (mode === "buffers") while (mode.length > 0) kept.push(new Uint8Array(4000000).fill(1));
  return mode;
}

async function forEver(): Promise<void> {
  let turns = 0;
  while (turns >= 0) {
    await Promise.resolve();
    turns += 1;
  }
}

const shown = lift((mode: string): string => spin(mode));

const note = handler<string, { log: Writable<string[]> }>((text, { log }) => {
  log.push(text);
});

const choose = handler<string, { mode: Writable<string> }>((text, { mode }) => {
  mode.set(text);
});

const run = handler<string, { log: Writable<string[]> }>(async (mode, { log }) => {
  log.push("half done");
  if (mode === "microtasks") await forEver();
  log.push(spin(mode));
});

export default pattern<Input, Output>(({ mode, log }) => ({
  log,
  shown: shown(mode),
  note: note({ log }),
  choose: choose({ mode }),
  spin: run({ log }),
}));
`;

const AT_LOAD = `import { pattern } from "commonfabric";

function endless(n: number): number {
  let sum = n;
  while (sum >= 0) sum += 1;
  return sum;
}

export default pattern(() => ({ most: endless(1) }));
`;

interface RunDocument {
  readonly ok: boolean;
  readonly resumed: boolean;
  readonly piece: string;
  readonly result: Record<string, unknown> | null;
  readonly steps: readonly { readonly ok: boolean }[];
  readonly stateDigest: string | null;
  readonly errors: readonly {
    readonly name: string;
    readonly kind: string;
    readonly message: string;
    readonly source: string | null;
    readonly piece: string | null;
  }[];
  readonly diagnostics: readonly { readonly code: string; readonly message: string }[];
  readonly counters: Readonly<Record<string, number>>;
  readonly console: readonly unknown[];
}

async function run(cwd: string, ...args: string[]) {
  const { code, json, err } = await cf(["run", ...args, "--json"], { cwd });
  return { code, err, ...json as unknown as RunDocument };
}

function isolated(cwd: string, ...args: string[]) {
  return run(cwd, ...args, "--isolate", "--timeout", "60000");
}

function send(...events: [stream: string, payload: unknown][]): string {
  return JSON.stringify(events.map(([stream, payload]) => ({ events: [{ stream, payload }] })));
}

async function stored(cwd: string, address: string): Promise<unknown> {
  return (await cf(["get", address, "--json"], { cwd })).json["value"];
}

Deno.test("an isolated run does what a run does, on the same store, with nothing evaluated outside", async () => {
  await withDirectory(COUNTER, async (cwd) => {
    const main = "counter/main.tsx";
    const store = ["--store", `${cwd}/store`];
    const events = send(["add", { by: 2 }]);
    const first = await isolated(cwd, main, "--cause", "mine", "--events", events, ...store);
    assert.deepEqual([first.code, first.ok, first.resumed], [0, true, false], first.err);
    assert.deepEqual(first.console, [{ level: "log", text: "adding 2", source: null }]);
    // Bodies are attested by nobody in there, and each is evaluated once.
    assert.equal(first.counters["modulesEvaluated"], first.counters["modulesEmitted"]);
    const plain = await run(cwd, main, "--cause", "mine", ...store);
    assert.deepEqual([plain.code, plain.resumed, plain.piece], [0, true, first.piece], plain.err);
    assert.deepEqual(plain.result, first.result);
    assert.equal(plain.stateDigest, first.stateDigest);
    assert.equal(plain.counters["typescriptLoads"], 0);
    assert.ok(plain.counters["bodiesAttested"]! > 0);
    const resumed = await isolated(cwd, "--piece", first.piece, ...store);
    assert.deepEqual([resumed.code, resumed.resumed, resumed.result], [0, true, first.result]);
  });
});

Deno.test("a handler that never ends is killed; what was committed is kept, and the next run goes on", async () => {
  await withDirectory({ "main.tsx": MAIN }, async (cwd) => {
    const place = ["main.tsx", "--cause", "mine"];
    const events = send(["note", "kept"], ["spin", "loop"], ["note", "never"]);
    const killed = await isolated(cwd, ...place, "--events", events, "--budget-ms", "1000");
    assert.equal(killed.code, 1);
    const [error, ...more] = killed.errors;
    assert.deepEqual(more, []);
    assert.deepEqual([error!.name, error!.kind, error!.piece], [
      "ExecutionBudgetError",
      "budget",
      killed.piece,
    ]);
    assert.match(
      error!.message,
      /^Execution budget exceeded: code ran for 1000 ms without an end; /,
    );
    assert.match(error!.message, /last begun: handler \/main\.tsx:42:\d+\..*--budget-ms/);
    assert.match(error!.source!, /^\/main\.tsx:42:/);
    assert.match(killed.err, /cf run: \/main\.tsx:42:\d+: budget error: ExecutionBudgetError/);
    assert.deepEqual(killed.steps.map(({ ok }) => ok), [true]);
    assert.deepEqual(await stored(cwd, "@mine/log"), ["kept"]);
    const next = await isolated(cwd, ...place, "--events", send(["note", "again"]));
    assert.deepEqual([next.code, next.resumed, next.result?.["log"]], [0, true, ["kept", "again"]]);
  });
});

Deno.test("a handler that eats memory half way is killed, and nothing half is stored", async () => {
  await withDirectory({ "main.tsx": MAIN }, async (cwd) => {
    const events = send(["note", "kept"], ["spin", "memory"]);
    const limits = ["--heap-mb", "48", "--budget-ms", "60000"];
    const killed = await isolated(
      cwd,
      "main.tsx",
      "--cause",
      "mine",
      "--events",
      events,
      ...limits,
    );
    assert.deepEqual([killed.code, killed.errors.map(({ kind }) => kind)], [1, ["budget"]]);
    assert.match(
      killed.errors[0]!.message,
      /limit of the heap is 48 MiB; last begun: handler .*--heap-mb/,
    );
    assert.deepEqual(await stored(cwd, "@mine/log"), ["kept"]);
  });
});

Deno.test("computations and bodies that never end are killed as well, and named", async () => {
  await withDirectory({ "main.tsx": MAIN, "load.tsx": AT_LOAD }, async (cwd) => {
    const events = send(["note", "kept"], ["choose", "loop"]);
    const [computed, load] = await Promise.all([
      isolated(cwd, "main.tsx", "--cause", "mine", "--events", events, "--budget-ms", "1000"),
      isolated(cwd, "load.tsx", "--budget-ms", "1000"),
    ]);
    for (const { code, errors } of [computed, load]) {
      assert.equal(code, 1);
      assert.deepEqual(errors.map(({ name }) => name), ["ExecutionBudgetError"]);
    }
    assert.match(computed.errors[0]!.message, /last begun: computation \/main\.tsx:/);
    assert.match(load.errors[0]!.message, /last begun: pattern \/load\.tsx/);
    assert.deepEqual(await stored(cwd, "@mine/log"), ["kept"]);
  });
});

Deno.test({
  name:
    "endless microtasks, slow expressions and buffers without end are killed, and nothing half is stored",
  ignore: !IS_SLOW,
  async fn() {
    await withDirectory({ "main.tsx": MAIN }, async (cwd) => {
      for (
        const [mode, limit] of [
          ["microtasks", /code ran for 2000 ms/],
          ["regex", /code ran for 2000 ms/],
          ["buffers", /limit of the heap is 64 MiB/],
        ] as const
      ) {
        const isTime = limit.source.includes("ran for");
        const limits = ["--heap-mb", "64", "--budget-ms", isTime ? "2000" : "60000"];
        const events = send(["note", "kept"], ["spin", mode]);
        const killed = await isolated(
          cwd,
          "main.tsx",
          "--cause",
          mode,
          "--events",
          events,
          ...limits,
        );
        assert.deepEqual(
          [killed.code, killed.errors.map(({ kind }) => kind)],
          [1, ["budget"]],
          mode,
        );
        assert.match(killed.errors[0]!.message, limit);
        assert.deepEqual(await stored(cwd, `@${mode}/log`), ["kept"]);
      }
    });
  },
});

Deno.test("what is wrong with a program or an argument is told as without an isolate", async () => {
  const files = {
    ...COUNTER,
    "broken.tsx": "const a: number = 'x';",
    "value.tsx": "export default 1;",
  };
  await withDirectory(files, async (cwd) => {
    const both = async (...args: string[]) => {
      const told = [await run(cwd, ...args), await isolated(cwd, ...args)].map((document) => {
        const { code, diagnostics = [] } = document;
        return [code, diagnostics.map(({ code, message }) => [code, message])];
      });
      assert.deepEqual(told[1], told[0]);
      return told[1]!;
    };
    assert.equal((await both("broken.tsx"))[0], 1);
    assert.deepEqual(await both("value.tsx"), [1, [[
      "NotAPatternError",
      'Export "default" is not a pattern. A pattern is the value that pattern(...) returned.',
    ]]]);
    assert.equal((await both("counter/main.tsx", "--export", "none"))[0], 1);
  });
});

const ASKS = `import { fetchJson, pattern } from "commonfabric";

export default pattern(() => ({ reply: fetchJson<{ n: number }>({ url: "https://a.example/n" }) }));
`;

Deno.test("an isolated run asks the network that it was given, goes on until an interrupt, and then ends", async () => {
  await withDirectory({ "asks.tsx": ASKS }, async (cwd) => {
    const asked: string[] = [];
    let interrupt = (): void => {};
    const { code, json, err } = await cf(
      ["run", "asks.tsx", "--isolate", "--keep-alive", "--json", "--allow-net", "a.example"],
      {
        cwd,
        fetch: (url) => {
          asked.push(url);
          return Promise.resolve(Response.json({ n: 3 }));
        },
        onInterrupt: (fn) => interrupt = fn,
        onErr: (text) => {
          if (text.includes("interrupt to end")) interrupt();
        },
      },
    );
    const { ok, result } = json as unknown as RunDocument;
    assert.deepEqual([code, ok], [130, true], err);
    assert.deepEqual(asked, ["https://a.example/n"]);
    assert.deepEqual((result?.["reply"] as { result: unknown }).result, { n: 3 });
  });
});

Deno.test("limits belong to isolated runs, and are whole numbers", async () => {
  const refused: [string[], string][] = [
    [["--budget-ms", "5"], "--budget-ms is a limit of --isolate"],
    [["--heap-mb", "64"], "--heap-mb is a limit of --isolate"],
    [["--isolate", "--budget-ms", "0"], '--budget-ms: not a whole number from 1 to 86400000: "0"'],
    [["--isolate", "--heap-mb", "8"], '--heap-mb: not a whole number from 16 to 65536: "8"'],
    [["--isolate", "--trace"], "--isolate and --trace exclude each other"],
  ];
  for (const [args, message] of refused) {
    const { code, err } = await cf(["run", "main.tsx", ...args], { cwd: "/" });
    assert.deepEqual([code, err], [2, `cf run: ${message}\n`]);
  }
});
