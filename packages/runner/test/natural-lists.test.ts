/** List operators in pattern bodies, in emitted form: what they take and give. */
import assert from "node:assert/strict";
import { type Any, H, SPACE, withRuntime } from "./support/test-runtime.ts";
import {
  BOOLEAN,
  findNodes,
  handle,
  LIFT_OPTIONS,
  list,
  nested,
  NUMBER,
  record,
  send,
  start,
  STRING,
  textOf,
  VNODE,
} from "./support/natural.ts";
import { ITEM } from "./support/natural-items.ts";

Deno.test("element patterns may give nodes, text, numbers and nothing", () =>
  withRuntime(async (test) => {
    const { h } = H;
    const half = H.lift(({ n }: Any) => n / 2, record({ n: NUMBER }), NUMBER, LIFT_OPTIONS);
    const node = nested(
      test,
      (input) => h("li", { key: input.key("index") }, input.key("element")),
      record({ element: NUMBER, index: NUMBER }, ["element"]),
      VNODE,
    );
    const text = nested(
      test,
      (input) => H.str`#${input.key("element")}`,
      record({ element: NUMBER }),
    );
    const number = nested(
      test,
      (input) => half({ n: input.key("element") }).for("__patternResult", true),
      record({ element: NUMBER }),
    );
    const same = nested(test, (input) => input.key("element"), record({ element: NUMBER }));
    const nothing = nested(test, () => undefined, record({ element: NUMBER }));
    const piece = await start(test, {
      body: (input) => ({
        nodes: input.key("ns").mapWithPattern(node, {}),
        texts: input.key("ns").mapWithPattern(text, {}),
        numbers: input.key("ns").mapWithPattern(number, {}),
        same: input.key("ns").mapWithPattern(same, {}),
        nothing: input.key("ns").mapWithPattern(nothing, {}),
        $UI: h(
          "ul",
          null,
          input.key("ns").mapWithPattern(node, {}).for(["__patternResult", "x"], true),
        ),
      }),
      argumentSchema: record({ ns: list(NUMBER) }),
      argument: { ns: [4, 6] },
    });
    assert.deepEqual(await piece.key("texts").pull(), ["#4", "#6"]);
    assert.deepEqual(await piece.key("numbers").pull(), [2, 3]);
    assert.deepEqual(await piece.key("same").pull(), [4, 6]);
    assert.deepEqual(await piece.key("nothing").pull(), [undefined, undefined]);
    const nodes = await piece.key("nodes").pull();
    assert.deepEqual(nodes.map((each: Any) => [each.props.key, each.children]), [[0, [4]], [1, [
      6,
    ]]]);
    assert.equal(textOf(await piece.key("$UI").asSchema(VNODE).pull()), "46");
    assert.deepEqual(test.errors, []);
  }));

Deno.test("lists of inputs, lifts, cells, paths and other operators; an absent list is empty", () =>
  withRuntime(async (test) => {
    const { h } = H;
    const row = nested(
      test,
      (input) => h("li", null, input.key("element", "title"), input.key("params", "mark")),
      record({ element: ITEM, params: record({ mark: STRING }) }),
      VNODE,
    );
    const isOpen = nested(
      test,
      (input) => not({ done: input.key("element", "done") }),
      record({ element: ITEM }),
    );
    const not = H.lift(
      ({ done }: Any) => !done,
      record({ done: { ...BOOLEAN, default: false } }),
      BOOLEAN,
    );
    const sorted = H.lift(
      ({ items }: Any) => items.toSorted((a: Any, b: Any) => a.title < b.title ? -1 : 1),
      record({ items: list(ITEM) }),
      list(ITEM),
    );
    const twice = nested(
      test,
      (input) => [input.key("element", "title"), "+"],
      record({ element: ITEM }),
    );
    const add = H.handler(
      record({ title: STRING }),
      record({ items: handle("cell", list(ITEM)) }),
      ({ title }: Any, { items }: Any) => items.push({ title }),
    );
    const piece = await start(test, {
      body: (input) => {
        const items = new H.Writable([], list(ITEM)).for("items", true);
        const params = { mark: input.key("deep", "mark") };
        const ui = (name: string, target: Any) =>
          h("ul", null, target.mapWithPattern(row, params).for([name, "ui"], true));
        return {
          cell: ui("cell", items),
          lifted: ui("lifted", sorted({ items }).for("sorted", true)),
          path: ui("path", input.key("deep", "items")),
          filtered: ui("filtered", items.filterWithPattern(isOpen, {}).for("open", true)),
          flat: items.flatMapWithPattern(twice, {}),
          absent: ui("absent", input.key("deep", "nothing")),
          absentFilter: input.key("nothing").filterWithPattern(isOpen, {}),
          items,
          add: add({ items }).for({ stream: "add" }, true),
        };
      },
      argumentSchema: true,
      argument: { deep: { mark: "!", items: [{ title: "deep" }] } },
    });
    const show = async (name: string) => textOf(await piece.key(name).asSchema(VNODE).pull());
    for (const title of ["b", "a"]) await send(test, piece.key("add"), { title });
    assert.equal(await show("cell"), "b!a!");
    assert.equal(await show("lifted"), "a!b!");
    assert.equal(await show("path"), "deep!");
    assert.equal(await show("filtered"), "b!a!");
    assert.equal(await show("absent"), "");
    assert.deepEqual(await piece.key("absentFilter").pull(), []);
    assert.deepEqual(await piece.key("flat").pull(), ["b", "+", "a", "+"]);
    await test.runtime.editWithRetry((tx) => piece.key("items", 0, "done").withTx(tx).set(true));
    assert.equal(await show("filtered"), "a!");
    assert.deepEqual(test.errors, []);
  }));

Deno.test("a filter keeps what its pattern finds truthy, and applies defaults of the element", () =>
  withRuntime(async (test) => {
    const schema = record({
      name: { ...STRING, default: "" },
      shown: { ...BOOLEAN, default: true },
    });
    const isShown = nested(test, (i) => i.key("element", "shown"), record({ element: schema }));
    const isNamed = nested(test, (i) => i.key("element", "name"), record({ element: schema }));
    const never = nested(test, () => 0, record({ element: schema }));
    const always = nested(test, () => "yes", record({ element: schema }));
    const piece = await start(test, {
      body: (input) => ({
        items: input.key("items"),
        shown: input.key("items").filterWithPattern(isShown, {}),
        named: input.key("items").filterWithPattern(isNamed, {}),
        never: input.key("items").filterWithPattern(never, {}),
        always: input.key("items").filterWithPattern(always, {}),
      }),
      argumentSchema: record({ items: list(schema) }),
      argument: { items: [{ name: "a" }, { shown: false }, { name: "" }] },
    });
    const count = async (name: string) => (await piece.key(name).pull()).length;
    assert.equal(await count("shown"), 2);
    assert.equal(await count("named"), 1);
    assert.equal(await count("never"), 0);
    assert.equal(await count("always"), 3);
    await test.runtime.editWithRetry((tx) => piece.key("items", 0, "shown").withTx(tx).set(false));
    assert.equal(await count("shown"), 1);
    assert.deepEqual(test.errors, []);
  }));

Deno.test("maps nest three deep, with captures of every level", () =>
  withRuntime(async (test) => {
    const { h } = H;
    const cell = nested(
      test,
      (input) =>
        h(
          "td",
          { onClick: pick({ picked: input.key("params", "picked"), value: input.key("element") }) },
          input.key("params", "table", "name"),
          input.key("params", "row", "name"),
          input.key("element"),
        ),
      record({
        element: NUMBER,
        params: record({
          table: record({ name: STRING }),
          row: record({ name: STRING }),
          picked: handle("cell", NUMBER),
        }),
      }),
      VNODE,
    );
    const pick = H.handler(
      false,
      record({ picked: handle("writeonly", NUMBER), value: NUMBER }),
      (_event: Any, { picked, value }: Any) => picked.set(value),
    );
    const rowPattern = nested(
      test,
      (input) =>
        h(
          "tr",
          null,
          input.key("element", "cells").mapWithPattern(cell, {
            row: { name: input.key("element", "name") },
            table: { name: input.key("params", "table", "name") },
            picked: input.key("params", "picked"),
          }),
        ),
      record({ element: true, params: true }),
      VNODE,
    );
    const table = nested(
      test,
      (input) => {
        const element = input.key("element");
        return h(
          "table",
          null,
          element.key("rows").mapWithPattern(rowPattern, {
            table: { name: element.key("name") },
            picked: input.key("params", "picked"),
          }).for(["__patternResult", 0], true),
        );
      },
      record({ element: true, params: record({ picked: handle("cell", NUMBER) }) }),
      VNODE,
    );
    const piece = await start(test, {
      body: (input) => {
        const picked = new H.Writable(0, NUMBER).for("picked", true);
        return {
          picked,
          tables: input.key("tables"),
          $UI: h("div", {}, input.key("tables").mapWithPattern(table, { picked })),
        };
      },
      argumentSchema: true,
      argument: {
        tables: [
          { name: "T", rows: [{ name: "r", cells: [1, 2] }, { name: "s", cells: [3] }] },
          { name: "U", rows: [] },
        ],
      },
    });
    const ui = piece.key("$UI").asSchema(VNODE);
    assert.equal(textOf(await ui.pull()), "Tr1Tr2Ts3");
    const cells = findNodes(await ui.pull(), "td");
    await send(test, cells[2].props.onClick);
    assert.equal(await piece.key("picked").pull(), 3);
    await test.runtime.editWithRetry((tx) =>
      piece.key("tables", 1, "rows").withTx(tx).push({ name: "v", cells: [9] })
    );
    assert.equal(textOf(await ui.pull()), "Tr1Tr2Ts3Uv9");
    assert.deepEqual(test.errors, []);
  }));

Deno.test("index, array and handles of the element arrive where they are declared", () =>
  withRuntime(async (test) => {
    const bump = H.handler(
      false,
      record({ n: handle("cell", NUMBER) }),
      (_event: Any, { n }: Any) => n.increment(10),
    );
    const label = H.lift(
      ({ index, array }: Any) => `${index + 1}/${array.length}`,
      record({ index: NUMBER, array: list({ type: "unknown" }) }),
      STRING,
    );
    const row = nested(
      test,
      (input) => ({
        label: label({ index: input.key("index"), array: input.key("array") }),
        bump: bump({ n: input.key("element") }),
      }),
      record({ element: handle("cell", NUMBER), index: NUMBER, array: list(NUMBER) }, ["element"]),
    );
    const piece = await start(test, {
      body: () => {
        const ns = new H.Writable([1, 2], list(NUMBER)).for("ns", true);
        return { ns, rows: ns.mapWithPattern(row, {}) };
      },
    });
    const rows = await piece.key("rows").pull();
    assert.deepEqual(rows.map((each: Any) => each.label), ["1/2", "2/2"]);
    await send(test, piece.key("rows", 1, "bump"));
    assert.deepEqual(await piece.key("ns").pull(), [1, 12]);
    assert.deepEqual(test.errors, []);
  }));

Deno.test("a path may lead to the length of a list or text, and follows it", async () => {
  await withRuntime(async (test) => {
    const plusOne = H.lift(({ n }: Any) => n + 1, record({ n: NUMBER }), NUMBER);
    const piece = await start(test, {
      body: (input) => ({
        items: input.key("items").key("length"),
        text: plusOne({ n: input.key("text", "length") }),
      }),
      argument: { items: [1, 2], text: "abc" },
    });
    assert.deepEqual(await piece.pull(), { items: 2, text: 4 });
    const argument = test.runtime.getCellFromLink<Any>({
      "/": { "link@1": { ...piece.getMetaRaw("argument")["/"]["link@1"], space: SPACE } },
    });
    argument.key("items").push(3);
    argument.key("text").set("abcd");
    assert.deepEqual(await piece.pull(), { items: 3, text: 5 });
  });
});
