/** The life of a piece through verbs. Every call is a runtime of its own on the same files. */
import assert from "node:assert/strict";
import { sqliteStores } from "@commonfabric/storage";
import { cf, withDirectory, writeInto } from "./support/fake-command.ts";
import { COUNTER } from "./support/programs.ts";
import {
  headOf,
  json,
  ok,
  type PieceItem,
  refused,
  type Verbs,
  withCounter,
} from "./support/piece-cli.ts";

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
