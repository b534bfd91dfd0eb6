/** The life of a piece through verbs. Every call is a runtime of its own on the same files. */
import assert from "node:assert/strict";
import { sqliteStores } from "@commonfabric/storage";
import { cf, type CommandResult, withDirectory, writeInto } from "./support/fake-command.ts";
import { COUNTER } from "./support/programs.ts";

type Verbs = (...args: string[]) => Promise<CommandResult>;

/** A directory with the counter, a store, and the command in it. */
async function withCounter(fn: (cf: Verbs, cwd: string) => Promise<void>): Promise<void> {
  await withDirectory({ ...COUNTER, ".cf/x": "" }, async (cwd) => {
    await fn((...args) => cf(args, { cwd }), cwd);
  });
}

/** Runs a verb that must succeed; what it printed. */
async function ok(cf: Verbs, ...args: string[]): Promise<string> {
  const { code, out, err } = await cf(...args);
  assert.equal(code, 0, `cf ${args.join(" ")}: ${err}`);
  return out.trimEnd();
}

async function json<T>(cf: Verbs, ...args: string[]): Promise<T> {
  return JSON.parse(await ok(cf, ...args, "--json")) as T;
}

/** Runs a verb that must fail with this code and one line. */
async function refused(
  cf: Verbs,
  code: number,
  line: RegExp,
  ...args: string[]
): Promise<void> {
  const result = await cf(...args);
  assert.match(result.err, line);
  assert.deepEqual([result.code, result.out], [code, ""], `cf ${args.join(" ")}`);
  assert.equal(result.err.trimEnd().split("\n").length, 1, result.err);
}

async function headOf(cwd: string): Promise<number> {
  const stores = sqliteStores(`${cwd}/.cf`);
  const store = await stores.open("home", { mode: "read-only" });
  const head = await store.head();
  await stores.close();
  return head;
}

interface PieceItem {
  readonly address: string;
  readonly name: string | null;
  readonly identity: string;
  readonly symbol: string;
  readonly title: string | null;
  readonly updatedAt: number;
}

Deno.test("a piece lives through verbs, each in a process of its own", async () => {
  await withCounter(async (cf, cwd) => {
    const address = await ok(cf, "piece", "new", "counter/main.tsx", "--name", "counter");
    assert.match(address, /^home\/of:[\w-]{43}$/);
    const other = await ok(cf, "piece", "new", "counter/main.tsx", "--argument", '{"value":7}');

    const { items } = await json<{ items: PieceItem[] }>(cf, "piece", "ls");
    assert.deepEqual(
      items.map(({ address, name, symbol, title }) => ({ address, name, symbol, title })),
      [{ address, name: "counter" }, { address: other, name: null }]
        .map((item) => ({ ...item, symbol: "default", title: null }))
        .toSorted((a, b) => a.address < b.address ? -1 : 1),
    );
    assert.ok(items.every(({ updatedAt }) => updatedAt > 0));
    const [line] = (await ok(cf, "piece", "ls")).split("\n");
    assert.equal(line!.split("\t").length, 6);

    assert.equal(await ok(cf, "call", "@counter/add", '{"by":2}'), "");
    assert.equal(await ok(cf, "call", `${address}/add`, "--", "--by", "3"), "");
    assert.equal(await ok(cf, "get", "@counter/value"), "5");

    assert.equal(await ok(cf, "set", "@counter/value", "8"), "");
    assert.equal(await ok(cf, "get", "@counter/value"), "8");
    assert.deepEqual(JSON.parse(await ok(cf, "get", "@counter#argument")), { value: 8 });

    assert.equal(await ok(cf, "link", "@counter/value", `${other}/value`), "");
    assert.equal(await ok(cf, "get", `${other}/value`), "8");
    await ok(cf, "set", "@counter/value", "9");
    assert.equal(await ok(cf, "get", `${other}/value`), "9");
    await ok(cf, "call", `${other}/add`, '{"by":1}');
    assert.equal(await ok(cf, "get", "@counter/value"), "10", "the link redirects writes");

    const graph = await json<{ nodes: { kind: string; runs: number; source: string | null }[] }>(
      cf,
      "graph",
      "@counter",
    );
    assert.deepEqual(graph.nodes.map(({ kind, runs, source }) => ({ kind, runs, source })), [
      { kind: "computation", runs: 1, source: "/main.tsx:27:16" },
      { kind: "handler", runs: 0, source: "/main.tsx:10:13" },
      { kind: "effect", runs: 1, source: null },
    ]);

    const inspected = await json<{
      pointer: { symbol: string };
      argument: { value: unknown };
      internal: { address: string; value: unknown }[];
    }>(cf, "piece", "inspect", "@counter");
    assert.deepEqual(inspected.argument.value, { value: 10 });
    assert.ok(inspected.internal.some(({ value }) => value === 20), "the graph stored its output");

    const edited = COUNTER["counter/leaf.ts"]!.replace("STEP = 1", "STEP = 10");
    await writeInto(cwd, "counter/leaf.ts", edited);
    const swap = await json<{
      before: { identity: string };
      after: { identity: string };
      cells: { kept: unknown[]; added: unknown[]; dropped: unknown[] };
    }>(cf, "piece", "setsrc", "@counter", "counter/main.tsx");
    assert.equal(swap.before.identity, items[0]!.identity);
    assert.notEqual(swap.after.identity, swap.before.identity);
    assert.deepEqual([swap.cells.kept.length, swap.cells.added, swap.cells.dropped], [2, [], []]);
    assert.equal(await ok(cf, "get", "@counter/double"), "20", "nothing ran yet");
    assert.equal(await ok(cf, "get", "@counter/double", "--step"), "200");
    assert.equal(
      await ok(cf, "get", `${other}/double`, "--step"),
      "20",
      "the other one is as it was",
    );

    assert.equal(await ok(cf, "piece", "getsrc", "@counter", "--output", "out"), "");
    assert.equal(await Deno.readTextFile(`${cwd}/out/leaf.ts`), edited);
    assert.equal(
      await Deno.readTextFile(`${cwd}/out/main.tsx`),
      COUNTER["counter/main.tsx"],
    );

    const steps = '[{"events":[{"stream":"add","payload":{"by":1}}],' +
      '"expect":[{"path":"double","value":220}]}]';
    assert.equal(await ok(cf, "piece", "step", "@counter", "--events", steps), "");
    assert.equal(await ok(cf, "get", "@counter/double"), "220", "the step stored what it computed");

    assert.equal(await ok(cf, "piece", "rm", "@counter"), "");
    assert.deepEqual(
      (await json<{ items: PieceItem[] }>(cf, "piece", "ls")).items.map(({ address }) => address),
      [other],
    );
    await refused(cf, 1, /not found: ".*" is not stored/, "get", address);
    await refused(cf, 1, /no such piece: "@counter"/, "get", "@counter");
    const documents = await json<{ items: { address: string }[] }>(cf, "inspect", "docs");
    const gone = new Set([address, ...inspected.internal.map(({ address }) => address)]);
    assert.ok(documents.items.every((item) => !gone.has(item.address)));
  });
});

Deno.test("reading moves no head, starts nothing and runs nothing", async () => {
  await withCounter(async (cf, cwd) => {
    await ok(cf, "piece", "new", "counter/main.tsx", "--name", "c", "--argument", '{"value":4}');
    const head = await headOf(cwd);
    const whole = JSON.parse(await ok(cf, "get", "@c")) as Record<string, unknown>;
    assert.deepEqual(Object.keys(whole).toSorted(), ["add", "value"], "double was never computed");
    assert.equal(await ok(cf, "get", "@c/double"), "null");
    await ok(cf, "piece", "ls");
    await ok(cf, "piece", "inspect", "@c");
    await ok(cf, "piece", "getsrc", "@c");
    assert.equal(await headOf(cwd), head);
    const { value } = await json<{ value: Record<string, unknown> }>(cf, "get", "@c", "--step");
    assert.equal(value["double"], 8);
    assert.ok(await headOf(cwd) > head);
  });
});

Deno.test("payloads are JSON, a file, standard input or fields, and nothing unknown is written", async (t) => {
  const program = `import { handler, pattern, type Writable } from "commonfabric";
const text = { type: "string" };
const put = handler(
  {
    type: "object",
    properties: {
      title: text,
      count: { type: "number", default: 1 },
      done: { type: "boolean", default: false },
      tags: { type: "array", items: text, default: [] },
    },
    required: ["title", "count", "done", "tags"],
  },
  { type: "object", properties: { last: { asCell: ["cell"] } }, required: ["last"] },
  (event: unknown, { last }: { last: Writable<unknown> }) => last.set(event),
);
export default pattern(
  (input) => ({ last: input.key("last"), put: put({ last: input.key("last") }) }),
  { type: "object", properties: { last: { default: {} } } },
  { type: "object", properties: { last: true, put: { asCell: ["stream"] } } },
);
`;
  await withDirectory(
    { "p.tsx": program, "event.json": '{"title":"file"}', ".cf/x": "" },
    async (cwd) => {
      const run: Verbs = (...args) => cf(args, { cwd, stdin: '{"title":"stdin","count":2}' });
      await ok(run, "piece", "new", "p.tsx", "--name", "p");
      const accepted: readonly (readonly [args: string[], event: unknown])[] = [
        [['{"title":"inline"}'], { title: "inline", count: 1, done: false, tags: [] }],
        [["@event.json"], { title: "file", count: 1, done: false, tags: [] }],
        [["-"], { title: "stdin", count: 2, done: false, tags: [] }],
        [
          ["--", "--title", "5", "--count=3", "--done", "--tags", "a", "--tags", "b"],
          { title: "5", count: 3, done: true, tags: ["a", "b"] },
        ],
        [["--", "--title=x", "--no-done"], { title: "x", count: 1, done: false, tags: [] }],
      ];
      for (const [args, event] of accepted) {
        await t.step(args.join(" "), async () => {
          await ok(run, "call", "@p/put", ...args);
          assert.deepEqual(JSON.parse(await ok(run, "get", "@p/last")), event);
        });
      }
      const head = await headOf(cwd);
      const wrong: readonly (readonly [args: string[], line: RegExp])[] = [
        [['{"titel":"x"}'], /unknown field: "titel"; did you mean "title"\?/],
        [["--", "--titel", "x"], /unknown field: "titel"; did you mean "title"\?/],
        [['{"title":"x","extra":1}'], /unknown field: "extra" \(known: title, count, done, tags\)/],
        [['{"title":5}'], /wrong type: "title" is number, not string/],
        [['{"count":1}'], /missing field: "title" is required/],
        [["{"], /payload: not JSON/],
        [["--", "--count", "many"], /wrong type: "count" is "many", not number/],
        [["--", "--title"], /missing value: "title"/],
        [["--", "title"], /not a field: "title"/],
        [["--", "--title", "a", "--title", "b"], /given twice: "title"/],
        [["{}", "--", "--title", "x"], /exclude each other/],
      ];
      for (const [args, line] of wrong) {
        await t.step(args.join(" "), () => refused(run, 2, line, "call", "@p/put", ...args));
      }
      assert.equal(await headOf(cwd), head, "nothing was written");
    },
  );
});

Deno.test("what cannot be done to a piece is one line with its exit code", async (t) => {
  await withCounter(async (cf, cwd) => {
    const piece = await ok(cf, "piece", "new", "counter/main.tsx", "--name", "counter");
    await writeInto(cwd, "broken.tsx", "export const n: number = 'x';\nexport default n;\n");
    const head = await headOf(cwd);
    const absent = `/of:${"A".repeat(43)}`;
    const rows: readonly (readonly [code: number, line: RegExp, ...args: string[]])[] = [
      [
        1,
        /^cf get: not found: .*\/valeu": unknown field: "valeu"; did you mean "value"\?/,
        "get",
        "@counter/valeu",
      ],
      [1, /^cf get: not found: "home\/of:A+" is not stored/, "get", absent],
      [1, /^cf get: not an address: "counter"/, "get", "counter"],
      [1, /^cf get: no such piece: "@countr" .* did you mean @counter\?/, "get", "@countr"],
      [2, /^cf get: --depth: not a number/, "get", "@counter", "--depth", "x"],
      [
        1,
        /^cf set: not writable: .* is a stream; send to it with cf call/,
        "set",
        "@counter/add",
        "1",
      ],
      [1, /^cf set: not writable: .* is a whole piece/, "set", "@counter", "{}"],
      [1, /^cf set: not writable: .* written by the runtime/, "set", "@counter#meta:schema", "1"],
      [2, /^cf set: wrong type: the payload is string, not number/, "set", "@counter/value", '"x"'],
      [2, /^cf set: unknown field: "valeu"/, "set", "@counter#argument", '{"valeu":1}'],
      [2, /^cf set: missing operand: PAYLOAD/, "set", "@counter/value"],
      [1, /^cf call: not a stream: .* takes no events/, "call", "@counter/value"],
      [1, /^cf link: a link to itself/, "link", "@counter/value", "@counter/value"],
      [1, /^cf link: not a place for links: .* whole piece/, "link", "@counter/value", "@counter"],
      [1, /^cf link: not found: .*unknown field: "x"/, "link", "@counter/x", "@counter/value"],
      [1, /^cf graph: not a whole piece/, "graph", "@counter/value"],
      [
        1,
        /^cf graph: Cannot start: no pattern identity/,
        "graph",
        `/${await argumentId(cf)}`,
      ],
      [1, /^cf piece inspect: no such piece: .* is not stored/, "piece", "inspect", absent],
      [1, /^cf piece rm: no such piece: .* is not stored/, "piece", "rm", absent],
      [1, /^cf piece step: no such piece/, "piece", "step", absent],
      [1, /^cf piece getsrc: no such piece/, "piece", "getsrc", absent],
      [1, /^cf piece setsrc: no such piece/, "piece", "setsrc", absent, "counter/main.tsx"],
      [
        1,
        /^cf piece new: --name: already taken: "counter" is home/,
        "piece",
        "new",
        "counter/main.tsx",
        "--name",
        "counter",
      ],
      [
        2,
        /^cf piece new: --name: not a name: "a b"/,
        "piece",
        "new",
        "counter/main.tsx",
        "--name",
        "a b",
      ],
      [
        2,
        /^cf piece new: --argument: not JSON/,
        "piece",
        "new",
        "counter/main.tsx",
        "--argument",
        "{",
      ],
      [2, /^cf unknown verb: "piece list"/, "piece", "list"],
    ];
    for (const [code, line, ...args] of rows) {
      await t.step(`cf ${args.join(" ").slice(0, 60)}`, () => refused(cf, code, line, ...args));
    }
    await t.step("programs that do not compile leave everything as it is", async () => {
      for (const args of [["new", "broken.tsx"], ["setsrc", "@counter", "broken.tsx"]]) {
        const { code, json } = await cf("piece", ...args, "--json");
        const [first] = json["diagnostics"] as { code: string; line: number }[];
        assert.deepEqual([code, json["ok"], json["after"]], [1, false, null]);
        assert.deepEqual([first!.code, first!.line], ["TS2322", 1]);
      }
    });
    assert.equal(await headOf(cwd), head, "nothing was written");
    const { items } = await json<{ items: PieceItem[] }>(cf, "piece", "ls");
    assert.deepEqual(items.map(({ address }) => address), [piece]);
  });
});

/** The id of the argument document of the counter: a document that is no piece. */
async function argumentId(cf: Verbs): Promise<string> {
  const { document } = await json<{ document: string }>(cf, "inspect", "doc", "@counter#argument");
  return document.slice("home/".length);
}

Deno.test("a program that does not fit the stored piece is refused field by field, unless allowed", async () => {
  await withCounter(async (cf, cwd) => {
    const piece = await ok(
      cf,
      "piece",
      "new",
      "counter/main.tsx",
      "--name",
      "c",
      "--argument",
      '{"value":4}',
    );
    const other = await ok(cf, "piece", "new", "counter/main.tsx");
    await ok(cf, "link", "@c/double", `${other}/value`);
    const text = COUNTER["counter/main.tsx"]!;
    const renamed = text.replaceAll("double: double(value)", "twofold: double(value)")
      .replace('double: { type: "number" }', 'twofold: { type: "number" }')
      .replace('"double", "add"]', '"twofold", "add"]');
    await writeInto(cwd, "counter/main.tsx", renamed);
    const head = await headOf(cwd);

    const check = await cf("piece", "setsrc", "@c", "counter/main.tsx", "--check", "--json");
    const refusedSwap = await cf("piece", "setsrc", "@c", "counter/main.tsx", "--json");
    for (const { code, json } of [check, refusedSwap]) {
      assert.deepEqual([code, json["ok"], json["address"], json["after"]], [1, false, piece, null]);
      const messages = (json["diagnostics"] as { severity: string; message: string }[])
        .filter(({ severity }) => severity === "error").map(({ message }) => message);
      assert.deepEqual(messages.length, 1);
      assert.match(messages[0]!, /^result\.double: /);
    }
    const { items } = await json<{ items: PieceItem[] }>(cf, "piece", "ls");
    assert.equal(new Set(items.map(({ identity }) => identity)).size, 1, "the old program stays");

    const swap = await json<
      { after: { identity: string } | null; diagnostics: { severity: string }[] }
    >(
      cf,
      "piece",
      "setsrc",
      "@c",
      "counter/main.tsx",
      "--allow-incompatible",
    );
    assert.ok(swap.after !== null && await headOf(cwd) > head);
    assert.deepEqual(swap.diagnostics.map(({ severity }) => severity), ["warning"]);
    assert.equal(await ok(cf, "get", "@c/twofold", "--step"), "8");
  });
});

Deno.test("a value that is set while the program is swapped is not lost", async () => {
  await withCounter(async (cf, cwd) => {
    await ok(cf, "piece", "new", "counter/main.tsx", "--name", "c");
    for (let round = 1; round <= 3; round++) {
      await writeInto(cwd, "counter/leaf.ts", `export const STEP = ${round + 1};\n`);
      await Promise.all([
        ok(cf, "piece", "setsrc", "@c", "counter/main.tsx"),
        ok(cf, "set", "@c/value", String(round)),
      ]);
      assert.equal(await ok(cf, "get", "@c/value"), String(round));
      assert.equal(await ok(cf, "get", "@c/double", "--step"), String(round * 2 * (round + 1)));
    }
  });
});

Deno.test("instances of a user have addresses of their own, and go with their piece", async () => {
  const program = `import { action, pattern, type Stream, Writable } from "commonfabric";
interface Output { draft: string; write: Stream<string> }
export default pattern<{ title?: string }, Output>(() => {
  const draft = new Writable.perUser("");
  return { draft, write: action<string>((text) => draft.set(text)) };
});
`;
  await withDirectory({ "p.tsx": program, ".cf/x": "" }, async (cwd) => {
    const run: Verbs = (...args) => cf(args, { cwd });
    const made = await run("piece", "new", "p.tsx", "--name", "p");
    assert.equal(made.code, 0, made.err);
    await ok(run, "call", "@p/write", '"mine"');
    assert.equal(await ok(run, "get", "@p/draft"), '"mine"');
    const of = async () =>
      (await json<{ items: { address: string; scopeKey: string }[] }>(run, "inspect", "docs"))
        .items.filter(({ scopeKey }) => scopeKey === "user:local");
    const [own] = await of();
    assert.match(own!.address, /^home\/of:[\w-]{43}~user$/);
    const { value } = await json<{ value: unknown }>(run, "inspect", "doc", own!.address);
    assert.match(JSON.stringify(value), /mine/);
    assert.match(JSON.stringify(await json(run, "get", own!.address)), /mine/);
    await refused(run, 1, /not found/, "inspect", "doc", own!.address.replace("~user", "~session"));
    await ok(run, "piece", "rm", "@p");
    assert.deepEqual(await of(), []);
  });
});

Deno.test("a link leads into another space, and one that is not there is not made", async () => {
  await withCounter(async (cf, cwd) => {
    await ok(cf, "piece", "new", "counter/main.tsx", "--name", "a", "--argument", '{"value":6}');
    const b = await ok(cf, "piece", "new", "counter/main.tsx", "--space", "work");
    await ok(cf, "link", "@a/value", `${b}/value`);
    assert.equal(await ok(cf, "get", `${b}/double`, "--step"), "12");
    await ok(cf, "set", `${b}/value`, "7");
    assert.equal(await ok(cf, "get", "@a/value"), "7", "the link of an argument redirects");
    await refused(cf, 1, /no such space: "gone"/, "link", `gone/${b.slice(5)}`, "@a/value");
    assert.deepEqual(
      (await json<{ items: { space: string }[] }>(cf, "inspect", "spaces")).items
        .map(({ space }) => space),
      ["home", "work"],
    );
    await Deno.remove(sqliteStores(`${cwd}/.cf`).fileOf("home"));
    await refused(cf, 1, /of space "home" does not exist/, "get", `${b}/value`);
  });
});

Deno.test("what names stored code is taken by name as well", async () => {
  await withCounter(async (cf, cwd) => {
    await ok(cf, "piece", "new", "counter/main.tsx", "--name", "c");
    const stored = await json<{ entryIdentity: string }>(cf, "identity", "@c");
    const file = await json<{ entryIdentity: string }>(cf, "identity", "counter/main.tsx");
    assert.equal(stored.entryIdentity, file.entryIdentity);
    await writeInto(cwd, "counter/leaf.ts", "export const STEP = 3;\n");
    const { code, json: explained } = await cf(
      ...["identity", "explain", "@c", "counter/main.tsx", "--json"],
    );
    assert.deepEqual([code, explained["before"]], [1, stored.entryIdentity]);
  });
});

Deno.test("a piece is made only when its pattern test passes", async () => {
  await withCounter(async (cf, cwd) => {
    const test = (expected: number): string =>
      `import { assert, pattern, TESTS } from "commonfabric";
export default pattern(() => ({ [TESTS]: [{ assertion: assert(() => 1 + 1 === ${expected}) }] }));
`;
    await writeInto(cwd, "good.test.tsx", test(2));
    await writeInto(cwd, "bad.test.tsx", test(3));
    const make = ["piece", "new", "counter/main.tsx", "--test"];
    const bad = await cf(...make, "bad.test.tsx");
    assert.deepEqual([bad.code, bad.out], [1, ""]);
    assert.match(bad.err, /\ncf piece new: not made: pattern test "bad\.test\.tsx" failed\n$/);
    assert.deepEqual((await json<{ items: unknown[] }>(cf, "piece", "ls")).items, []);
    const good = await cf(...make, "good.test.tsx", "--json");
    assert.deepEqual([good.code, good.json["ok"]], [0, true], good.err);
  });
});
