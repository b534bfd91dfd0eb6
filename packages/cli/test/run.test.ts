import assert from "node:assert/strict";
import { cf, withDirectory } from "./support/fake-command.ts";
import { COUNTER, VIEW } from "./support/programs.ts";

interface RunDocument {
  readonly ok: boolean;
  readonly resumed: boolean;
  readonly piece: string;
  readonly entryIdentity: string;
  readonly pattern: { identity: string; symbol: string } | null;
  readonly argument: unknown;
  readonly result: Record<string, unknown>;
  readonly steps: readonly {
    readonly ok: boolean;
    readonly label: string | null;
    readonly events: readonly {
      ok: boolean;
      attempts: number;
      error: { message: string } | null;
    }[];
    readonly expectations: readonly { ok: boolean; expected: unknown; actual: unknown }[];
  }[];
  readonly stateDigest: string | null;
  readonly view: unknown;
  readonly trace: readonly { type: string }[] | null;
  readonly errors: readonly { name: string; kind: string; source: string | null; piece: string }[];
  readonly console: readonly { level: string; text: string }[];
  readonly counters: Record<string, number>;
}

async function run(
  cwd: string,
  ...args: string[]
): Promise<RunDocument & { code: number; err: string }> {
  const { code, json, err } = await cf(["run", ...args, "--json"], { cwd });
  return { ...json as unknown as RunDocument, code, err };
}

const ADD_TWO = '[{"events":[{"stream":"add","payload":{"by":2}}],' +
  '"expect":[{"path":"value","value":2},{"path":["double"],"value":4}]}]';

Deno.test("a piece is created, resumed by its cause, and resumed by its address without sources", async () => {
  await withDirectory(COUNTER, async (cwd) => {
    const main = "counter/main.tsx";
    const created = await run(cwd, main, "--cause", "mine", "--events", ADD_TWO);
    assert.deepEqual([created.code, created.ok, created.resumed], [0, true, false], created.err);
    assert.deepEqual([created.counters["misses"], created.counters["handlerRuns"]], [1, 1]);
    assert.deepEqual(created.argument, { value: 2 });
    assert.deepEqual(created.console, [{ level: "log", text: "adding 2", source: null }]);
    assert.deepEqual(created.pattern, { identity: created.entryIdentity, symbol: "default" });

    const resumed = await run(cwd, main, "--cause", "mine");
    assert.deepEqual([resumed.code, resumed.resumed, resumed.piece], [0, true, created.piece]);
    assert.deepEqual([resumed.counters["typescriptLoads"], resumed.counters["misses"]], [0, 0]);
    assert.deepEqual(resumed.result, created.result);
    assert.equal(resumed.stateDigest, created.stateDigest);

    await Deno.rename(`${cwd}/counter/.cf`, `${cwd}/.cf`);
    await Deno.remove(`${cwd}/counter`, { recursive: true });
    const stored = await run(cwd, "--piece", created.piece, "--trace");
    assert.deepEqual([stored.code, stored.resumed, stored.piece], [0, true, created.piece]);
    assert.equal(stored.stateDigest, created.stateDigest);
    assert.equal(stored.counters["byIdentityHits"], 1);
    for (const name of ["typescriptLoads", "programsCreated", "misses", "storeWrites"]) {
      assert.equal(stored.counters[name], 0, name);
    }
    assert.deepEqual(stored.trace!.slice(0, 1).map(({ type }) => type), ["cacheHit"]);
    assert.ok(stored.trace!.some(({ type }) => type === "resumed"));

    const more = await run(
      cwd,
      "--piece",
      created.piece,
      "--events",
      '{"events":[{"stream":"add","payload":{"by":1}}]}',
    );
    assert.deepEqual([more.code, more.result["value"], more.result["double"]], [0, 3, 6]);
    assert.notEqual(more.stateDigest, created.stateDigest);
  });
});

Deno.test("without a cause every run makes a piece, and a fresh store leaves nothing", async () => {
  await withDirectory(COUNTER, async (cwd) => {
    const first = await run(cwd, "counter/main.tsx", "--store", "st", "--argument", '{"value":5}');
    const second = await run(cwd, "counter/main.tsx", "--store", "st");
    assert.notEqual(first.piece, second.piece);
    assert.deepEqual([first.result["double"], second.result["double"]], [10, 0]);
    const fresh = await run(cwd, "counter/main.tsx", "--fresh");
    assert.equal(fresh.code, 0);
    assert.deepEqual([...Deno.readDirSync(cwd)].map(({ name }) => name).toSorted(), [
      "counter",
      "st",
    ]);
    assert.deepEqual([...Deno.readDirSync(`${cwd}/counter`)].length, 3);
  });
});

Deno.test("a failed expectation shows what was expected and what was there", async () => {
  await withDirectory(COUNTER, async (cwd) => {
    const steps = '[{"label":"one","expect":[{"path":"double","value":7}]}]';
    const args = ["counter/main.tsx", "--fresh", "--timeout", "20", "--events", steps];
    const { code, ok, steps: [step], err } = await run(cwd, ...args);
    assert.deepEqual([code, ok, step!.ok, step!.label], [1, false, false, "one"]);
    assert.deepEqual(step!.expectations, [{ path: "double", ok: false, expected: 7, actual: 0 }]);
    assert.match(err, /^cf run: step 1 \("one"\): "double": expected 7, got 0\n$/);
  });
});

Deno.test("a throwing handler and a throwing lift are reported where they are, and the run goes on", async () => {
  await withDirectory(COUNTER, async (cwd) => {
    const steps = JSON.stringify([
      { events: [{ stream: "add", payload: { by: 101 } }] },
      { events: [{ stream: "add", payload: { by: 13 } }] },
      {
        events: [{ stream: "add", payload: { by: 1 } }],
        expect: [{ path: "value", value: 14 }, { path: "double", value: 28 }],
      },
    ]);
    const document = await run(cwd, "counter/main.tsx", "--fresh", "--events", steps);
    assert.equal(document.code, 1);
    assert.deepEqual(document.steps.map(({ ok }) => ok), [false, false, true]);
    assert.deepEqual(
      document.errors.map(({ kind, name, source }) => `${kind} ${name} ${source}`),
      ["handler TypeError /main.tsx:20:13", "action RangeError /main.tsx:28:27"],
    );
    assert.equal(document.steps[0]!.events[0]!.error!.message, "too much");
    assert.equal(document.errors[0]!.piece, document.piece);
    assert.match(document.err, /^cf run: \/main\.tsx:20:13: handler error: TypeError: too much\n/);
  });
});

Deno.test("events go to streams, set plain cells, and miss what is not there", async () => {
  await withDirectory(COUNTER, async (cwd) => {
    const steps = JSON.stringify([
      { events: [{ stream: "value", payload: 8 }], expect: [{ path: "double", value: 16 }] },
      { events: [{ stream: "nothing" }] },
      { events: [{ stream: "add", payload: { by: "two" } }] },
      { events: [{ stream: "add", payload: { by: 1, extra: 1 } }] },
    ]);
    const document = await run(cwd, "counter/main.tsx", "--fresh", "--events", steps);
    assert.equal(document.code, 1);
    assert.deepEqual(document.steps.map(({ ok }) => ok), [true, false, false, false]);
    assert.deepEqual(document.errors.map(({ name }) => name), [
      "NoStreamError",
      "EventSchemaError",
      "EventSchemaError",
    ]);
    assert.equal(document.result["value"], 8);
  });
});

Deno.test("a handler that never ends uses its time up, and the run ends", async () => {
  const text = `import { handler, pattern } from "commonfabric";
const hang = handler(true, true, () => new Promise(() => {}));
export default pattern(() => ({ hang: hang({}) }), true, {
  type: "object",
  properties: { hang: { asCell: ["stream"] } },
});
`;
  await withDirectory({ "slow.tsx": text }, async (cwd) => {
    const steps = '[{"events":[{"stream":"hang"}]}]';
    const document = await run(cwd, "slow.tsx", "--fresh", "--timeout", "30", "--events", steps);
    assert.deepEqual([document.code, document.steps[0]!.ok], [1, false]);
    assert.ok(document.errors.every(({ kind }) => kind === "budget"));
    assert.match(document.err, /The handler of "hang" did not end within 30 ms/);
  });
});

Deno.test("what JSON cannot carry has a spelling, in results and in expectations", async () => {
  const text = `import { lift, pattern } from "commonfabric";
const odd = lift(
  (_: number) => ({ nan: NaN, zero: -0, big: 3n, gone: undefined, list: [1, undefined] }),
  { type: "number" },
  true,
);
export default pattern(
  (input) => ({ odd: odd(input.key("n")) }),
  { type: "object", properties: { n: { type: "number", default: 1 } } },
  { type: "object", properties: { odd: true } },
);
`;
  const odd = {
    nan: { $value: { type: "number", text: "NaN" } },
    zero: { $value: { type: "number", text: "-0" } },
    big: { $value: { type: "bigint", text: "3" } },
    list: [1, null],
  };
  await withDirectory({ "odd.tsx": text }, async (cwd) => {
    const steps = JSON.stringify([{ expect: [{ path: "odd", value: odd }] }])
      .replace('{"$value":{"type":"number","text":"-0"}}', "-0");
    const document = await run(cwd, "odd.tsx", "--fresh", "--timeout", "20", "--events", steps);
    assert.deepEqual(document.result, { odd });
    assert.equal(document.code, 0, document.err);
  });
});

Deno.test("events reach streams of pieces inside lists, and the state survives a resume", async () => {
  const directory = new URL("../../patterns/todo-list", import.meta.url).pathname;
  await withDirectory({ "x.txt": "" }, async (cwd) => {
    const args = [`${directory}/main.tsx`, "--store", `${cwd}/st`, "--cause", "todo"];
    const scenario = `${directory}/todo-list.scenario.json`;
    const first = await run(cwd, ...args, "--events", scenario);
    assert.equal(first.code, 0, first.err);
    const nested = JSON.parse(await Deno.readTextFile(scenario)) as {
      events?: { stream: string }[];
    }[];
    assert.ok(nested.some(({ events }) => events?.some(({ stream }) => /\.\d+\./.test(stream))));
    const again = await run(cwd, "--piece", first.piece, "--store", `${cwd}/st`);
    assert.equal(again.stateDigest, first.stateDigest);
    assert.deepEqual(again.result, first.result);
  });
});

Deno.test("the human form prints the result as data and the rest on the other stream", async () => {
  await withDirectory(COUNTER, async (cwd) => {
    const { code, out, err } = await cf(["run", "counter/main.tsx", "--fresh", "--events", "-"], {
      cwd,
      stdin: ADD_TWO,
    });
    assert.equal(code, 0);
    const result = JSON.parse(out) as Record<string, unknown>;
    assert.deepEqual([result["value"], result["double"]], [2, 4]);
    assert.match(err, /^\[log\] adding 2\ncreated home\/of:[\w-]{43}\n$/);
  });
});

Deno.test("an interrupt ends a run with 130 and leaves a valid store", async () => {
  await withDirectory(COUNTER, async (cwd) => {
    const args = ["run", "counter/main.tsx", "--store", "st", "--events", ADD_TWO, "--json"];
    const { code, json } = await cf(args, { cwd, onInterrupt: (interrupt) => interrupt() });
    assert.deepEqual([code, json["ok"], json["steps"]], [130, false, []]);
    assert.equal((await cf(["cache", "verify", "--store", "st"], { cwd })).code, 0);
  });
});

Deno.test("events reach streams of the rendered tree, and payloads the cells that it binds", async () => {
  await withDirectory({ "view.tsx": VIEW }, async (cwd) => {
    const click = { stream: "$UI.children.1.props.onClick", payload: { type: "click" } };
    const typed = (payload: string) => ({ stream: "$UI.children.0.props.$value", payload });
    const steps = JSON.stringify([
      { expect: [{ path: "$UI.children.2", value: "nothing" }] },
      {
        events: [typed("tea"), click],
        expect: [
          { path: "items", value: [{ title: "tea", done: false }] },
          { path: "$UI.children.0.props.$value", value: "" },
          { path: ["$UI", "children", 2, "children", 0, 0, "children", 1], value: "tea" },
          { path: "$UI.children.3.children.0", value: 1 },
        ],
      },
      {
        events: [
          { stream: "$UI.children.2.children.0.0.children.0.props.$checked", payload: true },
          { stream: "$UI.children.3.children.2.props.$value", payload: "milk" },
          click,
        ],
        expect: [{
          path: "items",
          value: [{ title: "tea", done: true }, { title: "milk", done: false }],
        }],
      },
    ]);
    const args = ["view.tsx", "--fresh", "--timeout", "2000", "--events", steps];
    const document = await run(cwd, ...args, "--view");
    assert.deepEqual(
      document.steps.flatMap(({ expectations }) => expectations).filter(({ ok }) => !ok),
      [],
    );
    assert.equal(document.code, 0, document.err);
    const view = document.view as { name: string; children: { name: string }[] };
    assert.equal(view.name, "div");
    assert.deepEqual(view.children.map(({ name }) => name), [
      "cf-input",
      "cf-button",
      "ul",
      "footer",
    ]);
    const plain = await run(cwd, "view.tsx", "--fresh");
    assert.equal(plain.view, null);
    assert.match(JSON.stringify(plain.result), /"onClick":\{"\$stream":"home\/of:/);
    assert.match(JSON.stringify(plain.result), /"\$value":\{"\$link":"home\/of:/);
  });
});

Deno.test("the cause of a run is a local name, and a name is run like an address", async () => {
  await withDirectory(COUNTER, async (cwd) => {
    const created = await run(cwd, "counter/main.tsx", "--store", ".cf", "--cause", "mine");
    await run(cwd, "counter/main.tsx", "--store", ".cf");
    const { json } = await cf(["piece", "ls", "--json"], { cwd });
    const items = json["items"] as { address: string; name: string | null }[];
    assert.deepEqual(items.map(({ name }) => name).toSorted(), ["mine", null]);
    const named = await run(cwd, "@mine", "--events", ADD_TWO);
    assert.deepEqual([named.code, named.piece, named.resumed], [0, created.piece, true]);
    const { err } = await cf(["run", "@mine", "--cause", "other"], { cwd });
    assert.equal(err, "cf run: @mine and --cause exclude each other\n");
  });
});

Deno.test("data that a schema hides from patterns is a link in a whole, and data by its own path", async () => {
  const text = `import { pattern, Writable } from "commonfabric";
export default pattern<{ any: Writable<unknown> }, { any: unknown }>(({ any }) => ({ any }));
`;
  const any = { list: [1, { $value: { type: "bigint", text: "7" } }] };
  await withDirectory({ "any.tsx": text, ".cf/x": "" }, async (cwd) => {
    const argument = ["--argument", JSON.stringify({ any })];
    const steps = JSON.stringify([
      { expect: [{ path: "any", value: any }, { path: "any.list.0", value: 1 }] },
    ]);
    const document = await run(cwd, "any.tsx", "--cause", "any", ...argument, "--events", steps);
    assert.equal(document.code, 0, document.err);
    const { any: { $link: address } } = document.result as { any: { $link: string } };
    for (const place of ["@any/any", address]) {
      assert.deepEqual(JSON.parse((await cf(["get", place], { cwd })).out), any);
    }
    assert.deepEqual(JSON.parse((await cf(["get", "@any"], { cwd })).out), document.result);
    const { code, err } = await cf(["get", "@any/any/list/0/x"], { cwd });
    assert.equal(code, 1);
    assert.match(err, /not found: .*: what is above it is a number/);
  });
});
