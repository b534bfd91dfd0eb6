/** Reactive forms inside running code: list operators, lifts, instances, handlers, operators. */
import assert from "node:assert/strict";
import { type Any, H, withRuntime } from "./support/test-runtime.ts";
import {
  BOOLEAN,
  findNode,
  findNodes,
  handle,
  list,
  nested,
  NUMBER,
  record,
  send,
  start,
  STREAM,
  STRING,
  textOf,
  VNODE,
} from "./support/natural.ts";

const { h } = H;
const ITEM = record({ title: STRING, done: { ...BOOLEAN, default: false } });
const ITEMS = list(ITEM);

function addTo(): Any {
  return H.handler(
    record({ title: STRING }),
    record({ items: handle("writeonly", ITEMS) }),
    ({ title }: Any, { items }: Any) => items.push({ title }),
  );
}

Deno.test("a list operator on a cell inside a computation follows the list", () =>
  withRuntime(async (test) => {
    const add = addTo();
    let runs = 0;
    const finish = H.handler(
      false,
      record({ item: handle("cell", ITEM) }),
      (_event: Any, { item }: Any) => item.key("done").set(true),
    );
    const row = nested(
      test,
      (input) =>
        h(
          "li",
          { onClick: finish({ item: input.key("element") }) },
          input.key("params", "mark"),
          input.key("element", "title"),
        ),
      record({ element: handle("cell", ITEM), params: record({ mark: STRING }) }),
      VNODE,
    );
    const isOpen = nested(
      test,
      (input) => isNot({ done: input.key("element", "done") }),
      record({ element: ITEM }),
    );
    const isNot = H.lift(
      ({ done }: Any) => !done,
      record({ done: { ...BOOLEAN, default: false } }),
      BOOLEAN,
    );
    const view = H.lift(
      ({ items, mark }: Any) => {
        runs++;
        const open = items.filterWithPattern(isOpen, {}).for("open", true);
        return h("ul", null, open.mapWithPattern(row, { mark: `${mark}:` }).for("rows", true));
      },
      record({ items: handle("cell", ITEMS), mark: STRING }),
      VNODE,
    );
    const piece = await start(test, {
      body: (input) => {
        const items = new H.Writable([], ITEMS).for("items", true);
        return {
          items,
          mark: input.key("mark"),
          add: add({ items }),
          $UI: view({ items, mark: input.key("mark") }).for("view", true),
        };
      },
      argumentSchema: record({ mark: STRING }),
      resultSchema: record({ items: ITEMS, mark: STRING, add: STREAM, $UI: VNODE }),
      argument: { mark: "x" },
    });
    const shown = async () => textOf((await piece.pull()).$UI);
    assert.equal(await shown(), "");
    for (const title of ["a", "b", "c"]) await send(test, piece.key("add"), { title });
    assert.equal(await shown(), "x:ax:bx:c");
    assert.equal(runs, 1, "the computation read nothing of the list");
    await send(test, findNodes((await piece.pull()).$UI, "li")[1].props.onClick);
    assert.equal(await shown(), "x:ax:c");
    await test.runtime.editWithRetry((tx) => piece.key("mark").withTx(tx).set("y"));
    assert.equal(await shown(), "y:ay:c");
    assert.equal(runs, 2);
    assert.deepEqual(test.errors, []);
  }));

Deno.test("a list operator that a computation no longer applies ends", () =>
  withRuntime(async (test) => {
    let instances = 0;
    const count = H.lift(
      ({ n }: Any) => {
        instances++;
        return n;
      },
      record({ n: NUMBER }),
      NUMBER,
    );
    const row = nested(
      test,
      (input) => count({ n: input.key("element") }),
      record({ element: NUMBER }),
      NUMBER,
    );
    const view = H.lift(
      ({ on, ns }: Any) => on ? ns.mapWithPattern(row, {}) : "off",
      record({ on: BOOLEAN, ns: handle("opaque", list(NUMBER)) }),
    );
    const piece = await start(test, {
      body: (input) => ({
        on: input.key("on"),
        ns: input.key("ns"),
        view: view({ on: input.key("on"), ns: input.key("ns") }),
      }),
      argumentSchema: record({ on: BOOLEAN, ns: list(NUMBER) }),
      argument: { on: true, ns: [1, 2] },
    });
    const set = (name: string, value: unknown) =>
      test.runtime.editWithRetry((tx) => piece.key(name).withTx(tx).set(value));
    assert.deepEqual(await piece.key("view").pull(), [1, 2]);
    const nodes = test.runtime.snapshot().nodes.length;
    await set("on", false);
    assert.equal(await piece.key("view").pull(), "off");
    assert.ok(test.runtime.snapshot().nodes.length < nodes);
    const before = instances;
    await set("ns", [3]);
    assert.equal(await piece.key("view").pull(), "off");
    assert.equal(instances, before);
    await set("on", true);
    assert.deepEqual(await piece.key("view").pull(), [3]);
    assert.deepEqual(test.errors, []);
  }));

Deno.test("a lift applied inside running code gives its value at once", () =>
  withRuntime(async (test) => {
    const inner = H.lift(({ n, by }: Any) => n * by, record({ n: NUMBER, by: NUMBER }), NUMBER);
    const none = H.lift(() => [1, 2], false, list(NUMBER));
    const outer = H.lift(
      ({ n, items }: Any) => {
        const doubled = inner({ n, by: 2 });
        return [
          doubled + 1,
          ...none().map((k: number) => k * 10),
          items.map((i: Any) => i.title).join(),
        ];
      },
      record({ n: NUMBER, items: ITEMS }),
      list(true),
    );
    const save = H.handler(
      false,
      record({ n: NUMBER, log: handle("writeonly", NUMBER) }),
      (_event: Any, { n, log }: Any) => log.set(inner({ n, by: 5 })),
    );
    const piece = await start(test, {
      body: (input) => {
        const log = new H.Writable(0, NUMBER).for("log", true);
        return {
          log,
          n: input.key("n"),
          out: outer({ n: input.key("n"), items: input.key("items") }),
          save: save({ n: input.key("n"), log }),
        };
      },
      argumentSchema: record({ n: NUMBER, items: ITEMS }),
      argument: { n: 3, items: [{ title: "a" }] },
    });
    assert.deepEqual(await piece.key("out").pull(), [7, 10, 20, "a"]);
    await test.runtime.editWithRetry((tx) => piece.key("n").withTx(tx).set(4));
    assert.deepEqual(await piece.key("out").pull(), [9, 10, 20, "a"]);
    await send(test, piece.key("save"));
    assert.equal(await piece.key("log").pull(), 20);
    assert.deepEqual(test.errors, []);
  }));

Deno.test("instances made by handlers and computations: stored, shown, used at once", () =>
  withRuntime(async (test) => {
    const rename = H.handler(
      record({ name: STRING }),
      record({ name: handle("writeonly", STRING) }),
      ({ name }: Any, { name: cell }: Any) => cell.set(name),
    );
    const NOTE = record({ name: STRING, rename: STREAM, $UI: VNODE });
    const Note = nested(
      test,
      (input) => {
        const name = new H.Writable("", STRING).for("own", true);
        return {
          name: H.ifElse(true, true, true, true, name, name, input.key("name")),
          rename: rename({ name }).for({ stream: "rename" }, true),
          $UI: h("b", null, input.key("name")),
        };
      },
      record({ name: { ...STRING, default: "untitled" } }, []),
      NOTE,
    );
    const create = H.handler(
      record({ name: STRING }),
      record({
        notes: handle("cell", list(NOTE)),
        last: handle("writeonly", true),
        title: STRING,
      }),
      ({ name }: Any, { notes, last, title }: Any) => {
        const note = Note({ name: `${title} ${name}` });
        notes.push(note, Note({}));
        last.set(note);
        note.rename.send({ name: "renamed" });
      },
    );
    const view = H.lift(
      ({ name }: Any) => h("div", null, h(Note, { name: `shown ${name}` }), Note({ name })),
      record({ name: STRING }),
      VNODE,
    );
    const piece = await start(test, {
      body: (input) => {
        const notes = new H.Writable([], list(NOTE)).for("notes", true);
        const last = new H.Writable(undefined, NOTE).for("last", true);
        return {
          notes,
          last,
          title: input.key("title"),
          create: create({ notes, last, title: input.key("title") }),
          $UI: view({ name: input.key("title") }),
        };
      },
      argumentSchema: record({ title: STRING }),
      argument: { title: "T" },
    });
    const ui = async () => textOf(await piece.key("$UI").asSchema(VNODE).pull());
    assert.equal(await ui(), "shown TT");
    await send(test, piece.key("create"), { name: "n" });
    assert.equal(await piece.key("last", "name").pull(), "renamed");
    assert.deepEqual(
      (await piece.key("notes").asSchema(list(record({ name: STRING }))).pull()).map((
        { name }: Any,
      ) => name),
      ["renamed", "untitled"],
    );
    await send(test, piece.key("notes", 1, "rename"), { name: "second" });
    assert.equal(await piece.key("notes", 1, "name").pull(), "second");
    await test.runtime.editWithRetry((tx) => piece.key("title").withTx(tx).set("U"));
    assert.equal(await ui(), "shown UU");
    assert.deepEqual(test.errors, []);
  }));

Deno.test("handlers bound in a computation serve the tree that is shown", () =>
  withRuntime(async (test) => {
    const pick = H.handler(
      true,
      record({ picked: handle("cell", ITEM), item: handle("opaque", ITEM), n: NUMBER }),
      (_event: Any, { picked, item, n }: Any) => {
        if (n > 0) picked.set(item);
      },
    );
    const view = H.lift(
      ({ items, picked }: Any) =>
        h(
          "div",
          null,
          items.map((item: Any, index: number) =>
            h("button", { onClick: pick({ picked, item, n: index + 1 }) }, item.title)
          ),
        ),
      record({ items: ITEMS, picked: handle("cell", ITEM) }),
      VNODE,
    );
    const piece = await start(test, {
      body: (input) => {
        const picked = new H.Writable(undefined, ITEM).for("picked", true);
        return {
          items: input.key("items"),
          picked,
          $UI: H.ifElse(
            true,
            true,
            true,
            true,
            input.key("items"),
            view({ items: input.key("items"), picked }).for(["__patternResult", "$UI"], true),
            undefined,
          ),
        };
      },
      argumentSchema: record({ items: ITEMS }),
      argument: { items: [{ title: "a" }, { title: "b" }] },
    });
    const ui = () => piece.key("$UI").asSchema(VNODE).pull();
    const b = findNodes(await ui(), "button")[1];
    await send(test, b.props.onClick, { type: "click", target: {} });
    assert.equal(await piece.key("picked", "title").pull(), "b");
    await test.runtime.editWithRetry((tx) => piece.key("items", 1, "title").withTx(tx).set("B"));
    assert.equal(await piece.key("picked", "title").pull(), "B", "a link, not a copy");
    assert.equal(textOf(await ui()), "aB");
    await send(test, findNode(await ui(), "button").props.onClick);
    assert.equal(await piece.key("picked", "title").pull(), "a");
    assert.deepEqual(test.errors, []);
  }));

Deno.test("operators inside running code are plain JavaScript over current values", () =>
  withRuntime(async (test) => {
    const pick = H.lift(
      ({ on, n }: Any) => [
        H.ifElse(on, "yes", "no"),
        H.ifElse(true, true, true, true, n, "n", undefined),
        H.when(on, "shown"),
        H.unless(n, "none"),
        H.str`on=${on} n=${n}!`,
      ],
      record({ on: handle("readonly", BOOLEAN), n: NUMBER }),
      list(true),
    );
    const piece = await start(test, {
      body: (input) => {
        const on = new H.Writable(false, BOOLEAN).for("on", true);
        return { on, out: pick({ on, n: input.key("n") }) };
      },
      argumentSchema: record({ n: NUMBER }),
      argument: { n: 0 },
    });
    const out = async () => await piece.key("out").pull();
    assert.deepEqual((await out()).map(String), [
      "no",
      "undefined",
      "false",
      "none",
      "on=false n=0!",
    ]);
    await test.runtime.editWithRetry((tx) => piece.key("on").withTx(tx).set(true));
    assert.deepEqual((await out()).slice(0, 1), ["yes"]);
    assert.equal((await out())[4], "on=true n=0!");
    assert.deepEqual(test.errors, []);
  }));
