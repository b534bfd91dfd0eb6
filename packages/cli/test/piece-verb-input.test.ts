/** What verbs over pieces take and refuse: payloads, addresses, programs that do not fit. */
import assert from "node:assert/strict";
import { cf, withDirectory, writeInto } from "./support/fake-command.ts";
import { COUNTER } from "./support/programs.ts";
import {
  documentsOf,
  headOf,
  json,
  ok,
  type PieceItem,
  refused,
  type Verbs,
  withCounter,
} from "./support/piece-cli.ts";

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
      [
        1,
        /^cf link: Cannot write below "value": a value without members/,
        "link",
        "@counter",
        "@counter/value/x#argument",
      ],
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
    assert.equal(await headOf(cwd), head, "nothing was written");
    const documents = await documentsOf(cwd);
    await t.step("programs that do not compile leave everything as it is", async () => {
      for (const args of [["new", "broken.tsx"], ["setsrc", "@counter", "broken.tsx"]]) {
        const { code, json } = await cf("piece", ...args, "--json");
        const [first] = json["diagnostics"] as { code: string; line: number }[];
        assert.deepEqual([code, json["ok"], json["after"]], [1, false, null]);
        assert.deepEqual([first!.code, first!.line], ["TS2322", 1]);
      }
    });
    // Who compiles holds a lease meanwhile.
    assert.deepEqual(await documentsOf(cwd), documents, "nothing is left");
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

Deno.test("a link that would close a circle is refused, however long its way", async () => {
  await withCounter(async (cf) => {
    for (const name of ["a", "b", "c"]) {
      await ok(cf, "piece", "new", "counter/main.tsx", "--name", name);
    }
    await ok(cf, "link", "@a/value", "@b/value#argument");
    await ok(cf, "link", "@b/value", "@c/value#argument");
    for (const [from, to] of [["c", "a"], ["b", "a"], ["c", "b"]]) {
      const line = /^cf link: a link to itself: ".*\/value#argument" is what ".*" leads to$/m;
      await refused(cf, 1, line, "link", `@${from}/value`, `@${to}/value#argument`);
    }
    await ok(cf, "link", "@a/value", "@c/value#argument");
    await ok(cf, "call", "@c/add", '{"by":2}');
    assert.equal(await ok(cf, "get", "@b/value"), "2");
  });
});
