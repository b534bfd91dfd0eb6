/** Handles of every kind: what they offer, what they stand for, and writes through them. */
import assert from "node:assert/strict";
import { type Any, H, withRuntime } from "./support/test-runtime.ts";
import {
  BOOLEAN,
  handle,
  list,
  nested,
  NUMBER,
  record,
  send,
  start,
  STREAM,
  STRING,
} from "./support/natural.ts";

const ITEM = record({ title: STRING, done: { ...BOOLEAN, default: false } });

const ITEMS = list(ITEM);

const READ = ["get", "sample"];

const WRITE = [
  "set",
  "update",
  "push",
  "addUnique",
  "increment",
  "remove",
  "removeByValue",
  "removeAll",
];

const COMPARE = ["equals", "equalLinks"];

const STEP = ["key", "elementById"];

const EAGER = ["map", "filter", "flatMap", "reduce", "findIndex"];

const OPERATORS = ["mapWithPattern", "filterWithPattern", "flatMapWithPattern"];

const CELL = ["resolveAsCell", "getArgumentCell", "sync", "asSchema"];

const METHODS: Record<string, string[]> = {
  cell: [...READ, ...WRITE, "send", ...COMPARE, ...STEP, ...EAGER, ...OPERATORS, "for", ...CELL],
  readonly: [...READ, ...COMPARE, ...STEP, ...EAGER, ...OPERATORS, "for"],
  writeonly: [...WRITE, "send", ...STEP, "for"],
  comparable: ["get", ...COMPARE, ...STEP, "for"],
  opaque: ["key", ...EAGER, ...OPERATORS, "for"],
  stream: ["send", "for"],
};

Deno.test("each kind of handle has exactly its methods, nested in records and lists as well", () =>
  withRuntime(async (test) => {
    const kinds = Object.keys(METHODS).filter((kind) => kind !== "stream");
    const all = Object.values(METHODS).flat().filter((name, at, names) =>
      names.indexOf(name) === at
    );
    const methodsOf = (value: Any) => all.filter((name) => typeof value?.[name] === "function");
    const argumentSchema = record({
      flat: record(Object.fromEntries(kinds.map((kind) => [kind, handle(kind, NUMBER)]))),
      rows: list(record({ cells: list(handle("writeonly", NUMBER)) })),
      stream: STREAM,
    });
    const inspect = H.lift(
      ({ flat, rows, stream }: Any) => ({
        ...Object.fromEntries(kinds.map((kind) => [kind, methodsOf(flat[kind])])),
        nested: methodsOf(rows[0].cells[1]),
        stream: methodsOf(stream),
      }),
      argumentSchema,
      true,
    );
    const noop = H.handler(false, true, () => {});
    const piece = await start(test, {
      body: () => {
        const n = new H.Writable(1, NUMBER).for("n", true);
        return {
          out: inspect({
            flat: Object.fromEntries(kinds.map((kind) => [kind, n])),
            rows: [{ cells: [n, n] }],
            stream: noop({}),
          }),
        };
      },
    });
    const out = await piece.key("out").pull();
    for (const kind of Object.keys(METHODS)) {
      assert.deepEqual(out[kind].toSorted(), METHODS[kind]!.toSorted(), kind);
    }
    assert.deepEqual(out.nested.toSorted(), METHODS.writeonly!.toSorted());
    assert.deepEqual(test.errors, []);
  }));

Deno.test("handlers write through every method, also after an await", () =>
  withRuntime(async (test) => {
    const edit = H.handler(
      record({ how: STRING }),
      record({
        items: handle("cell", ITEMS),
        tags: handle("cell", list(STRING)),
        info: handle("cell", true),
      }),
      async ({ how }: Any, { items, tags, info }: Any) => {
        await Promise.resolve();
        const [first] = items.get();
        switch (how) {
          case "push":
            return items.push({ title: "x" }, { title: "y" });
          case "done":
            return items.key(0, "done").set(true);
          case "update":
            return items.key(0).update({ title: "z" });
          case "remove":
            return items.remove(first);
          case "filter":
            return items.set(items.get().filter((item: Any) => item.title !== "y"));
          case "spread":
            return items.set([...items.get(), { title: "n", done: true }]);
          case "replace":
            return items.set(
              items.get().map((item: Any) => ({ ...item, title: `${item.title}!` })),
            );
          case "tags":
            tags.push("a", "b", "a");
            tags.addUnique("a", "c");
            tags.removeByValue("b");
            return tags.removeAll("a");
          default:
            info.set({ n: 1 });
            info.update({ m: 2 });
            return info.key("n").increment(5);
        }
      },
    );
    const piece = await start(test, {
      body: () => {
        const items = new H.Writable([], ITEMS).for("items", true);
        const tags = new H.Writable([], list(STRING)).for("tags", true);
        const info = new H.Writable().for("info", true);
        return { items, tags, info, edit: edit({ items, tags, info }) };
      },
    });
    const titles = async () =>
      (await piece.key("items").asSchema(ITEMS).pull()).map(({ title, done }: Any) =>
        title + (done ? "*" : "")
      );
    const after = async (how: string) => {
      await send(test, piece.key("edit"), { how });
      return await titles();
    };
    assert.deepEqual(await after("push"), ["x", "y"]);
    assert.deepEqual(await after("done"), ["x*", "y"]);
    assert.deepEqual(await after("update"), ["z*", "y"]);
    assert.deepEqual(await after("remove"), ["y"]);
    assert.deepEqual(await after("spread"), ["y", "n*"]);
    assert.deepEqual(await after("filter"), ["n*"]);
    assert.deepEqual(await after("replace"), ["n!*"]);
    await send(test, piece.key("edit"), { how: "tags" });
    assert.deepEqual(await piece.key("tags").pull(), ["c"]);
    await send(test, piece.key("edit"), { how: "info" });
    assert.deepEqual(await piece.key("info").pull(), { n: 6, m: 2 });
    assert.deepEqual(test.errors, []);
  }));

Deno.test("opaque handles keep what they stand for, and comparisons see it", () =>
  withRuntime(async (test) => {
    const choose = H.handler(
      false,
      record({ item: handle("opaque", ITEM), chosen: handle("writeonly", ITEM) }),
      (_event: Any, { item, chosen }: Any) => chosen.set(item),
    );
    const isChosen = H.lift(
      ({ item, chosen }: Any) => item.equals(chosen),
      record({ item: handle("comparable", ITEM), chosen: handle("comparable", ITEM) }),
      BOOLEAN,
    );
    const isSame = H.lift(
      ({ item, chosen }: Any) => H.equals(item, chosen),
      record({ item: { type: "unknown" }, chosen: { type: "unknown" } }),
      BOOLEAN,
    );
    const row = nested(
      test,
      (input) => {
        const item = input.key("element");
        const chosen = input.key("params", "chosen");
        return {
          chosen: isChosen({ item, chosen }),
          same: isSame({ item, chosen }),
          choose: choose({ item, chosen }),
        };
      },
      record({ element: handle("opaque", ITEM), params: record({ chosen: handle("cell", ITEM) }) }),
    );
    const piece = await start(test, {
      body: (input) => {
        const chosen = new H.Writable(undefined, ITEM).for("chosen", true);
        return { chosen, rows: input.key("items").mapWithPattern(row, { chosen }) };
      },
      argumentSchema: record({ items: ITEMS }),
      argument: { items: [{ title: "a" }, { title: "a" }] },
    });
    const marks = async () =>
      (await piece.key("rows").pull()).map(({ chosen, same }: Any) => [chosen, same]);
    assert.deepEqual(await marks(), [[false, false], [false, false]]);
    await send(test, piece.key("rows", 1, "choose"));
    assert.deepEqual(await marks(), [[false, false], [true, true]]);
    await send(test, piece.key("rows", 0, "choose"));
    assert.deepEqual(await marks(), [[true, true], [false, false]]);
    assert.equal(await piece.key("chosen", "title").pull(), "a");
    assert.deepEqual(test.errors, []);
  }));

Deno.test("list edits take elements by identity, whatever schema they were captured with", () =>
  withRuntime(async (test) => {
    const state = (item: Any) =>
      record({ items: handle("cell", ITEMS), other: handle("cell", ITEMS), item });
    const drop = (item: Any) =>
      H.handler(false, state(item), (_event: Any, { items, item }: Any) => items.remove(item));
    const move = (item: Any) =>
      H.handler(
        false,
        state(item),
        (_event: Any, { items, other, item }: Any) => {
          other.push(item);
          items.set(items.get().filter((each: Any) => !H.equals(each, item)));
        },
      );
    const kinds = {
      data: record({ title: STRING }),
      unknown: { type: "unknown" },
      cell: handle("cell", ITEM),
      comparable: handle("comparable", ITEM),
    };
    const streams = Object.entries(kinds).flatMap(([name, item]) =>
      [[`drop ${name}`, drop(item)], [`move ${name}`, move(item)]] as const
    );
    const row = nested(
      test,
      (input) =>
        Object.fromEntries(streams.map(([name, bind]) => [
          name,
          bind({
            items: input.key("params", "items"),
            other: input.key("params", "other"),
            item: input.key("element"),
          }),
        ])),
      record({
        element: ITEM,
        params: record({ items: handle("cell", ITEMS), other: handle("cell", ITEMS) }),
      }),
    );
    const names = streams.map(([name]) => name);
    const piece = await start(test, {
      body: (input) => {
        const other = new H.Writable([], ITEMS).for("other", true);
        const items = input.key("items");
        return { items, other, rows: items.mapWithPattern(row, { items, other }) };
      },
      argumentSchema: record({ items: ITEMS }),
      argument: { items: [...names, "kept"].map((title) => ({ title, done: true })) },
    });
    for (const name of names) {
      await piece.key("rows").pull();
      await send(test, piece.key("rows", 0, name));
    }
    const titles = async (name: string) =>
      (await piece.key(name).pull()).map(({ title, done }: Any) => [title, done]);
    assert.deepEqual(await titles("items"), [["kept", true]]);
    const moved = names.filter((name) => name.startsWith("move"));
    assert.deepEqual(await titles("other"), moved.map((name) => [name, true]));
    assert.deepEqual(test.errors, []);
  }));

Deno.test("narrowed handles do what a narrowed cell was used for", () =>
  withRuntime(async (test) => {
    const row = nested(test, (input) => input.key("element"), record({ element: NUMBER }));
    const look = H.lift(
      ({ ns, same, other }: Any) => ({
        sum: ns.reduce((all: number, n: number) => all + n, 0),
        at: ns.findIndex((n: number) => n === 2),
        rows: ns.mapWithPattern(row, {}),
        same: H.equals(same, same.get()),
        hidden: same.get().title,
        other: H.equals(other.get(), same),
      }),
      record({
        ns: handle("readonly", list(NUMBER)),
        same: handle("comparable", { type: "unknown" }),
        other: handle("comparable", ITEM),
      }),
      true,
    );
    const reset = H.handler(
      false,
      record({ ns: handle("writeonly", list(NUMBER)) }),
      (_event: Any, { ns }: Any) => ns.send([5]),
    );
    const piece = await start(test, {
      body: (input) => {
        const ns = new H.Writable([1, 2], list(NUMBER)).for("ns", true);
        const [same, other] = [input.key("item"), input.key("other")];
        return { out: look({ ns, same, other }), reset: reset({ ns }) };
      },
      argument: { item: { title: "a" }, other: { title: "a" } },
    });
    const rest = { same: true, other: false };
    assert.deepEqual(await piece.key("out").pull(), { sum: 3, at: 1, rows: [1, 2], ...rest });
    await send(test, piece.key("reset"));
    assert.deepEqual(await piece.key("out").pull(), { sum: 5, at: -1, rows: [5], ...rest });
    assert.deepEqual(test.errors, []);
  }));
