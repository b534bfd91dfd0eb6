/** Rendered trees in emitted form: bindings, events, components, children of every kind. */
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
const UI = record({ $UI: VNODE });
const ITEM = record({ title: STRING, done: { ...BOOLEAN, default: false } });

Deno.test("a two-way binding is the very cell, in bodies, in list rows and in computations", () =>
  withRuntime(async (test) => {
    const row = nested(
      test,
      (input) => h("cf-checkbox", { $checked: input.key("element", "done") }),
      record({ element: ITEM }),
      VNODE,
    );
    const field = H.lift(
      ({ draft }: Any) => h("cf-field", null, h("cf-textarea", { $value: draft })),
      record({ draft: handle("cell", STRING) }),
      VNODE,
    );
    const piece = await start(test, {
      body: (input) => {
        const draft = new H.Writable("", STRING).for("draft", true);
        return {
          draft,
          items: input.key("items"),
          title: input.key("title"),
          $UI: h(
            "div",
            null,
            h("cf-input", { $value: draft, name: input.key("title") }),
            h("cf-code-editor", { $value: input.key("title") }),
            input.key("items").mapWithPattern(row, {}),
            field({ draft }),
          ),
        };
      },
      argumentSchema: record({ items: list(ITEM), title: STRING }),
      resultSchema: record({ $UI: VNODE, draft: STRING, items: list(ITEM), title: STRING }),
      argument: { items: [{ title: "a" }], title: "T" },
    });
    const ui = (await piece.pull()).$UI;
    const input = findNode(ui, "cf-input");
    assert.equal(input.props.name, "T");
    assert.equal(input.props.$value.get(), "");
    input.props.$value.set("typed");
    findNode(ui, "cf-code-editor").props.$value.set("T2");
    findNode(ui, "cf-checkbox").props.$checked.set(true);
    await test.runtime.settled();
    const after = await piece.pull();
    assert.equal(after.draft, "typed");
    assert.equal(after.title, "T2");
    assert.equal(after.items[0].done, true);
    findNode(after.$UI, "cf-textarea").props.$value.set("again");
    await test.runtime.settled();
    assert.equal((await piece.pull()).draft, "again");
    assert.deepEqual(test.errors, []);
  }));

Deno.test("event members are streams: bound handlers, paths, children, conditionals, computations", () =>
  withRuntime(async (test) => {
    const log = H.handler(
      { type: "unknown" },
      record({ log: handle("cell", list(STRING)), text: STRING }),
      (_event: Any, { log, text }: Any) => log.push(text),
    );
    const Child = nested(
      test,
      (input) => ({ save: log({ log: input.key("log"), text: "child" }) }),
      record({ log: handle("cell", list(STRING)) }),
      record({ save: STREAM }),
    );
    const inner = H.lift(
      ({ log: cell, n }: Any) =>
        h(
          "section",
          null,
          [1, 2].map((k) => h("i", { onClick: log({ log: cell, text: `computed ${n} ${k}` }) })),
        ),
      record({ log: handle("cell", list(STRING)), n: NUMBER }),
      VNODE,
    );
    const piece = await start(test, {
      body: (input) => {
        const texts = new H.Writable([], list(STRING)).for("log", true);
        const child = Child({ log: texts });
        const bind = (text: string) => log({ log: texts, text });
        const first = bind("first").for({ stream: "first" }, true);
        return {
          log: texts,
          on: input.key("on"),
          $UI: h(
            "div",
            null,
            h("b", { onClick: bind("inline") }),
            h("b", { onClick: first }),
            h("b", { onClick: child.key("save") }),
            h("b", {
              "oncf-change": H.ifElse(
                true,
                true,
                true,
                true,
                input.key("on"),
                bind("yes"),
                bind("no"),
              ),
            }),
            h("b", { onClick: H.when(true, true, true, input.key("on"), bind("when")) }),
            inner({ log: texts, n: 7 }),
          ),
        };
      },
      argumentSchema: record({ on: BOOLEAN }),
      resultSchema: record({ $UI: VNODE, log: list(STRING), on: BOOLEAN }),
      argument: { on: false },
    });
    const ui = async () => (await piece.pull()).$UI;
    const nodes = findNodes(await ui(), "b");
    await send(test, nodes[0].props.onClick, { type: "click" });
    await send(test, nodes[1].props.onClick);
    await send(test, nodes[2].props.onClick);
    await send(test, nodes[3].props["oncf-change"]);
    assert.equal(nodes[4].props.onClick, false);
    await send(test, findNodes(await ui(), "i")[1].props.onClick);
    await test.runtime.editWithRetry((tx) => piece.key("on").withTx(tx).set(true));
    await send(test, findNodes(await ui(), "b")[3].props["oncf-change"]);
    await send(test, findNodes(await ui(), "b")[4].props.onClick);
    assert.deepEqual((await piece.pull()).log, [
      "inline",
      "first",
      "child",
      "no",
      "computed 7 2",
      "yes",
      "when",
    ]);
    assert.deepEqual(test.errors, []);
  }));

Deno.test("children: text, numbers, nothing, fragments, cells, lists, results of patterns", () =>
  withRuntime(async (test) => {
    const Child = nested(
      test,
      (input) => ({ name: input.key("name"), $UI: h("em", null, input.key("name")) }),
      record({ name: STRING }),
      record({ name: STRING, $UI: VNODE }),
    );
    const slow = H.lift(({ n }: Any) => n, record({ n: NUMBER }), NUMBER);
    const kind = record({ kind: { ...STRING, default: "note" } }, []);
    const row = nested(
      test,
      (input) => h("li", { title: input.key("element", "kind") }, input.key("element", "kind")),
      record({ element: kind }),
      VNODE,
    );
    const Plain = (props: Any) => h("p", { id: props.id }, props.children);
    const piece = await start(test, {
      body: (input) => {
        const cell = new H.Writable("cell", STRING).for("cell", true);
        const child = Child({ name: "made" });
        return {
          $UI: h(
            h.fragment,
            null,
            "text ",
            1,
            0,
            null,
            undefined,
            false,
            true,
            [" list ", [" nested ", cell]],
            slow({ n: input.key("absent") }),
            input.key("absent"),
            H.ifElse(true, true, true, true, input.key("absent"), "a", undefined),
            h(Child, { name: " jsx " }),
            child,
            h(Plain, { id: "x" }, " plain ", h("b", null, "bold")),
            input.key("kinds").mapWithPattern(row, {}),
            input.key("empty"),
          ),
        };
      },
      argumentSchema: record({ absent: NUMBER, kinds: list(kind), empty: list(true) }, []),
      resultSchema: UI,
      argument: { kinds: [{}, { kind: "task" }], empty: [] },
    });
    const { $UI: ui } = await piece.pull();
    assert.equal(textOf(ui), "text 10 list  nested cell jsx made plain boldnotetask");
    assert.equal(findNode(ui, "p").props.id, "x");
    assert.deepEqual(findNodes(ui, "li").map((each: Any) => each.props.title), ["note", "task"]);
    assert.deepEqual(test.errors, []);
  }));

Deno.test("a pattern that declares no children gets none; one that does gets them", () =>
  withRuntime(async (test) => {
    const closed = nested(
      test,
      (input) => ({ $UI: h("p", null, input.key("a")), whole: input }),
      { ...record({ a: STRING }), additionalProperties: false },
      true,
    );
    const open = nested(
      test,
      (input) => ({ $UI: h("p", null, input.key("children")) }),
      record({ a: STRING, children: true }, ["a"]),
      true,
    );
    const piece = await start(test, {
      body: () => ({
        closed: h(closed, { a: "x" }, "ignored"),
        open: h(open, { a: "x" }, h("b", null, "shown"), "!"),
        none: h(open, { a: "x" }),
      }),
    });
    assert.deepEqual(await piece.key("closed", "whole").pull(), { a: "x" });
    assert.equal(textOf(await piece.key("open", "$UI").asSchema(VNODE).pull()), "shown!");
    assert.equal(textOf(await piece.key("none", "$UI").asSchema(VNODE).pull()), "");
    assert.deepEqual(test.errors, []);
  }));

Deno.test("an inferred tree type shows nodes, renderable results and handles of them", () =>
  withRuntime(async (test) => {
    const inferred = {
      anyOf: [VNODE, UI, { type: "object", properties: {} }],
    };
    const label = H.lift(({ n }: Any) => h("b", null, n), record({ n: NUMBER }), inferred);
    const piece = await start(test, {
      body: (input) => ({
        $UI: h("div", { style: { color: input.key("colour") } }, label({ n: input.key("n") })),
      }),
      argumentSchema: record({ n: NUMBER, colour: STRING }),
      resultSchema: record({ $UI: inferred }),
      argument: { n: 3, colour: "red" },
    });
    const { $UI: ui } = await piece.pull();
    assert.equal(textOf(ui), "3");
    assert.deepEqual(ui.props.style, { color: "red" });
    assert.deepEqual(test.errors, []);
  }));
