/** Conditionals in emitted form: their branches, defaults of conditions, and what is read. */
import assert from "node:assert/strict";
import { type Any, H, withRuntime } from "./support/test-runtime.ts";
import {
  BOOLEAN,
  findNode,
  handle,
  list,
  nested,
  NUMBER,
  record,
  start,
  STRING,
  textOf,
  VNODE,
} from "./support/natural.ts";

const { h } = H;
const S = true;

Deno.test("branches may be trees, nothing, references and further conditionals", () =>
  withRuntime(async (test) => {
    const isOver = H.lift(({ n }: Any) => n > 1, record({ n: NUMBER }), BOOLEAN);
    const piece = await start(test, {
      body: (input) => {
        const n = input.key("n");
        const over = isOver({ n }).for("over", true);
        return {
          n,
          text: H.ifElse(S, S, S, STRING, over, input.key("text"), "small").for("text", true),
          nested: H.ifElse(S, S, S, S, n, H.ifElse(S, S, S, S, over, "big", "one"), undefined),
          none: H.ifElse(S, S, S, S, over, undefined, undefined),
          when: H.when(S, S, S, n, h("b", null, n)),
          unless: H.unless(S, S, S, input.key("missing"), input.key("text")),
          chain: H.when(S, S, S, H.unless(S, S, S, over, input.key("n")), "chain"),
          $UI: h(
            "div",
            null,
            H.when(S, S, S, over, h("i", null, "over")),
            H.ifElse(S, S, S, S, over, h("b", null, n), h("u", null, n)),
          ),
        };
      },
      argumentSchema: record({ n: NUMBER, text: STRING, missing: STRING }, ["n", "text"]),
      argument: { n: 0, text: "T" },
    });
    const values = async () => {
      const { text, nested, none, unless, chain, when } = await piece.pull();
      return [text, nested, none, unless, chain, typeof when === "object" ? textOf(when) : when];
    };
    const ui = async () => textOf(await piece.key("$UI").asSchema(VNODE).pull());
    const set = (n: number) => test.runtime.editWithRetry((tx) => piece.key("n").withTx(tx).set(n));
    assert.deepEqual(await values(), ["small", undefined, undefined, "T", 0, 0]);
    assert.equal(await ui(), "0");
    await set(1);
    assert.deepEqual(await values(), ["small", "one", undefined, "T", "chain", "1"]);
    await set(2);
    assert.deepEqual(await values(), ["T", "big", undefined, "T", "chain", "2"]);
    assert.equal(await ui(), "over2");
    assert.deepEqual(test.errors, []);
  }));

Deno.test("a condition is read by its truth alone, with the default that its place declares", () =>
  withRuntime(async (test) => {
    const { runtime } = test;
    const schema = record({
      shown: { ...BOOLEAN, default: true },
      label: { ...STRING, default: "none" },
      tags: { ...list(STRING), default: ["one", "two"] },
    }, []);
    const tag = nested(
      test,
      (input) => h("u", null, input.key("element")),
      record({ element: STRING }),
      VNODE,
    );
    const row = nested(
      test,
      (input) => {
        const item = input.key("element");
        return h(
          "li",
          null,
          H.ifElse(S, S, S, S, item.key("shown"), "shown ", "hidden "),
          H.when(S, S, S, item.key("shown"), "yes "),
          H.unless(S, S, S, item.key("label"), "empty"),
          H.str` [${item.key("label")}] `,
          item.key("tags").mapWithPattern(tag, {}),
        );
      },
      record({ element: schema }),
      VNODE,
    );
    const piece = await start(test, {
      body: (input) => ({
        rows: h("ul", null, input.key("rows").mapWithPattern(row, {})),
        has: H.ifElse(S, S, S, S, input.key("deep"), "deep", "flat"),
      }),
      argumentSchema: record({ rows: list(schema), deep: true }),
      argument: { rows: [{}, { shown: false, label: "", tags: ["x"] }], deep: { a: { b: 1 } } },
    });
    assert.equal(
      textOf(await piece.key("rows").asSchema(VNODE).pull()),
      "shown yes none [none] onetwohidden empty [] x",
    );
    assert.equal(await piece.key("has").pull(), "deep");
    const cancel = piece.key("has").sink(() => {});
    await runtime.idle();
    const before = runtime.counters().computationRuns;
    const { id, space } = piece.getMetaRaw("argument")["/"]["link@1"];
    const argument = runtime.getCellFromLink({ "/": { "link@1": { id, space: space ?? "home" } } });
    argument.key("deep", "a", "b").set(2);
    await runtime.idle();
    assert.equal(runtime.counters().computationRuns, before);
    cancel();
    assert.deepEqual(test.errors, []);
  }));

Deno.test("SELF is the instance's own result: in state, in children, in lists and in trees", () =>
  withRuntime(async (test) => {
    const register = H.handler(
      false,
      record({ self: handle("opaque"), all: handle("cell", list(true)) }),
      (_event: Any, { self, all }: Any) => all.addUnique(self),
    );
    const titleOf = H.lift(
      ({ parent, all }: Any) => `${parent.title} of ${all.length}`,
      record({ parent: record({ title: STRING }), all: list({ type: "unknown" }) }),
      STRING,
    );
    const Child = nested(
      test,
      (input) => ({
        label: titleOf({ parent: input.key("parent"), all: input.key("all") }),
      }),
      record({ parent: true, all: true }),
    );
    const row = nested(
      test,
      (input) => H.str`${input.key("element")} in ${input.key("params", "self", "title")}`,
      record({ element: STRING, params: record({ self: true }) }),
    );
    const piece = await start(test, {
      body: (input) => {
        const self = input[H.SELF];
        const all = new H.Writable([], list(true)).for("all", true);
        return {
          title: input.key("title"),
          all,
          child: Child({ parent: self, all }),
          register: register({ self, all }),
          rows: input.key("names").mapWithPattern(row, { self }),
          $UI: h("cf-cell-link", { $cell: self }),
        };
      },
      argumentSchema: record({ title: STRING, names: list(STRING) }),
      argument: { title: "T", names: ["a"] },
    });
    await test.runtime.sendEvent(piece.key("register"), undefined);
    await test.runtime.sendEvent(piece.key("register"), undefined);
    assert.equal(await piece.key("child", "label").pull(), "T of 1");
    assert.equal(await piece.key("all", 0, "title").pull(), "T");
    assert.deepEqual(await piece.key("rows").pull(), ["a in T"]);
    const link = findNode(await piece.key("$UI").asSchema(VNODE).pull(), "cf-cell-link");
    assert.equal(link.props.$cell.equals(piece), true);
    assert.deepEqual(test.errors, []);
  }));
