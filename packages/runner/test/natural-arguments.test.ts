/** Arguments as the schemas of compiled types read them: what is missing, defaults, unions. */
import assert from "node:assert/strict";
import { type Any, H, withRuntime } from "./support/test-runtime.ts";
import {
  BOOLEAN,
  handle,
  list,
  NUMBER,
  record,
  start,
  STREAM,
  STRING,
  VNODE,
} from "./support/natural.ts";

/** What a lift with `schema` is called with when its input is `input`; `"skipped"` if it is not. */
async function received(schema: Any, input: Any): Promise<unknown> {
  let got: unknown = "skipped";
  await withRuntime(async (test) => {
    const look = H.lift(
      (value: unknown) => {
        got = value;
        return 1;
      },
      schema,
      NUMBER,
    );
    const piece = await start(test, {
      body: (all) => ({ out: look(all.key("in")) }),
      argument: { in: input },
    });
    await piece.key("out").pull();
    assert.deepEqual(test.errors, []);
  });
  return got;
}

const NODE = {
  $ref: "#/$defs/Node",
  $defs: {
    Node: record({ name: STRING, kids: { ...list({ $ref: "#/$defs/Node" }), default: [] } }, [
      "name",
      "kids",
    ]),
  },
};
const SETTINGS = {
  type: "object",
  properties: {
    theme: { $ref: "#/$defs/Theme", default: { dark: true, size: 12 } },
    rows: list({ $ref: "#/$defs/Theme" }),
    byName: { type: "object", properties: {}, additionalProperties: { $ref: "#/$defs/Theme" } },
  },
  required: ["theme"],
  $defs: {
    Theme: record({ dark: { ...BOOLEAN, default: false }, size: { ...NUMBER, default: 10 } }, [
      "size",
    ]),
  },
};

const ROWS: [string, Any, Any, unknown][] = [
  ["a required member is missing", record({ a: NUMBER }), {}, "skipped"],
  ["a required member is of another type", record({ a: NUMBER }), { a: "1" }, "skipped"],
  ["deep inside as well", record({ a: record({ b: NUMBER }) }), { a: {} }, "skipped"],
  [
    "the nearest optional position takes it up",
    record({ a: record({ b: NUMBER }) }, []),
    { a: {} },
    {},
  ],
  ["a member that may be undefined", record({ a: { type: ["string", "undefined"] } }), {}, {}],
  [
    "the same in a union",
    record({ a: { anyOf: [record({ n: NUMBER }), { type: "undefined" }] } }),
    {},
    {},
  ],
  ["any admits undefined", record({ a: true }), {}, {}],
  ["unknown may be absent", record({ a: { type: "unknown" } }), {}, {}],
  ["null beside unknown", record({ a: { anyOf: [{ type: "unknown" }, { type: "null" }] } }), {
    a: null,
  }, { a: null }],
  ["false is always absent", record({ a: false }, []), { a: 1 }, {}],
  ["void is a handle", record({ a: NUMBER }), { a: 1, b: 2 }, { a: 1 }],
  ["null in a union", record({ a: { anyOf: [record({ n: NUMBER }), { type: "null" }] } }), {
    a: null,
  }, { a: null }],
  [
    "an object in the same union",
    record({ a: { anyOf: [record({ n: NUMBER }), { type: "null" }] } }),
    { a: { n: 1, m: 2 } },
    { a: { n: 1 } },
  ],
  ["an enum without type", record({ a: { enum: [null, 1, "x"] } }), { a: "x" }, { a: "x" }],
  [
    "a value outside the enum",
    record({ a: { type: "string", enum: ["x"] } }),
    { a: "y" },
    "skipped",
  ],
  [
    "the most specific member wins",
    { anyOf: [record({ k: { type: "string", enum: ["a"] }, x: NUMBER }), record({ k: STRING })] },
    { k: "a", x: 1 },
    { k: "a", x: 1 },
  ],
  [
    "the general member takes the rest",
    { anyOf: [record({ k: { type: "string", enum: ["a"] }, x: NUMBER }), record({ k: STRING })] },
    { k: "b", x: 1 },
    { k: "b" },
  ],
  ["list or text", { anyOf: [list(STRING), STRING] }, ["a"], ["a"]],
  ["open records", { type: "object", properties: { a: NUMBER }, additionalProperties: STRING }, {
    a: 1,
    b: "x",
  }, { a: 1, b: "x" }],
  [
    "records of records",
    { type: "object", properties: {}, additionalProperties: record({ n: NUMBER }) },
    { p: { n: 1, m: 2 } },
    { p: { n: 1 } },
  ],
  ["no declared member", { type: "object", properties: {} }, { a: 1 }, {}],
  ["object type", { type: "object", additionalProperties: true }, { a: [1] }, { a: [1] }],
  ["tuples", list({ type: ["number", "string"] }), [1, "a"], [1, "a"]],
  ["recursion with defaults", NODE, { name: "r", kids: [{ name: "k" }] }, {
    name: "r",
    kids: [{ name: "k", kids: [] }],
  }],
  ["a default beside a reference", SETTINGS, {}, { theme: { dark: true, size: 12 } }],
  ["defaults deep in lists and records", SETTINGS, {
    theme: {},
    rows: [{}, { size: 1 }],
    byName: { x: { dark: true } },
  }, {
    theme: { dark: false, size: 10 },
    rows: [{ dark: false, size: 10 }, { dark: false, size: 1 }],
    byName: { x: { dark: true, size: 10 } },
  }],
  ["null default", record({ a: { anyOf: [NUMBER, { type: "null" }], default: null } }), {}, {
    a: null,
  }],
  ["default of any", record({ a: { default: 3 } }), {}, { a: 3 }],
  ["whole list default", record({ a: { ...list(STRING), default: ["x"] } }), {}, { a: ["x"] }],
  ["an undefined element", list({ type: ["number", "undefined"] }), [1, undefined], [1, undefined]],
  ["an element that does not fit", list(NUMBER), [1, "a"], "skipped"],
];

Deno.test("values arrive as their schema says, or the lift is not called", async () => {
  for (const [name, schema, input, expected] of ROWS) {
    assert.deepEqual(await received(schema, input), expected, name);
  }
});

Deno.test("schema true delivers the whole value, cycles and links included", async () => {
  assert.deepEqual(await received(true, { a: [{ b: 1 }], c: null }), { a: [{ b: 1 }], c: null });
  assert.equal(await received(true, undefined), "skipped");
});

Deno.test("handles arrive beside references, in unions, lists and open records", () =>
  withRuntime(async (test) => {
    const schema = {
      type: "object",
      properties: {
        item: { $ref: "#/$defs/Item", asCell: ["cell"] },
        maybe: { anyOf: [{ $ref: "#/$defs/Item", asCell: ["cell"] }, { type: "undefined" }] },
        none: { anyOf: [{ $ref: "#/$defs/Item", asCell: ["cell"] }, { type: "undefined" }] },
        cells: list({ ...NUMBER, asCell: ["readonly"] }),
        named: { type: "object", properties: {}, additionalProperties: handle("cell", NUMBER) },
        either: { anyOf: [STREAM, VNODE, { type: "null" }] },
        scoped: { ...STRING, asCell: [{ kind: "cell", scope: "space" }] },
        twice: { ...NUMBER, asCell: ["stream", "cell"] },
      },
      required: ["item", "cells", "named"],
      $defs: { Item: record({ title: { ...STRING, default: "none" } }) },
    };
    const noop = H.handler(false, true, () => {});
    const look = H.lift(
      ({ item, maybe, none, cells, named, either, scoped, twice }: Any) => ({
        item: item.get().title,
        maybe: maybe.key("title").get(),
        none: none === undefined || none.get() === undefined,
        cells: cells.map((cell: Any) => cell.get()),
        named: named.x.get(),
        either: typeof either.send,
        scoped: scoped.get(),
        twice: typeof twice.send,
      }),
      schema,
      true,
    );
    const piece = await start(test, {
      body: (input) => {
        const n = new H.Writable(5, NUMBER).for("n", true);
        const text = new H.Writable("s", STRING).for("text", true);
        const stream = noop({});
        return {
          out: look({
            item: input.key("empty"),
            maybe: input.key("item"),
            none: input.key("absent"),
            cells: [n, n],
            named: { x: n },
            either: stream,
            scoped: text,
            twice: stream,
          }),
        };
      },
      argumentSchema: true,
      argument: { item: { title: "t" }, empty: {} },
    });
    assert.deepEqual(await piece.key("out").pull(), {
      item: "none",
      maybe: "t",
      none: true,
      cells: [5, 5],
      named: 5,
      either: "function",
      scoped: "s",
      twice: "function",
    });
    assert.deepEqual(test.errors, []);
  }));

Deno.test("a lift that was skipped is called once its argument is complete", () =>
  withRuntime(async (test) => {
    const sum = H.lift(
      ({ state: { a }, b }: Any) => a + b,
      record({ state: record({ a: NUMBER }), b: NUMBER }),
      NUMBER,
    );
    const after = H.lift(({ total }: Any) => `=${total}`, record({ total: NUMBER }), STRING);
    const lenient = H.lift(
      ({ total }: Any) => `=${total}`,
      record({ total: { type: ["number", "undefined"] } }),
      STRING,
    );
    const piece = await start(test, {
      body: (input) => {
        const total = sum({ state: { a: input.key("state", "a") }, b: input.key("b") })
          .for("total", true);
        return {
          total,
          after: after({ total }),
          lenient: lenient({ total }),
          state: input.key("state"),
          b: input.key("b"),
        };
      },
      argumentSchema: record({ state: record({ a: NUMBER }, []), b: NUMBER }, []),
      argument: { b: 1 },
    });
    const values = async () => {
      const { total, after, lenient } = await piece.pull();
      return [total, after, lenient];
    };
    assert.deepEqual(await values(), [undefined, undefined, "=undefined"]);
    await test.runtime.editWithRetry((tx) => piece.key("state").withTx(tx).set({ a: 2 }));
    assert.deepEqual(await values(), [3, "=3", "=3"]);
    assert.deepEqual(test.errors, []);
  }));

Deno.test("opaque references are there when their value is; streams when somebody made them", () =>
  withRuntime(async (test) => {
    const look = H.lift(
      ({ user, none, onSave, onNone, count }: Any) => [
        user ? "user" : "nobody",
        none ? "some" : "none",
        typeof onSave?.send,
        typeof onNone?.send,
        count.length,
      ],
      record({
        user: { type: "unknown" },
        none: { type: "unknown" },
        onSave: STREAM,
        onNone: STREAM,
        count: list({ type: "unknown" }),
      }),
      list(true),
    );
    const noop = H.handler(false, true, () => {});
    const piece = await start(test, {
      body: (input) => ({
        user: input.key("user"),
        out: look({
          user: input.key("user"),
          none: input.key("none"),
          onSave: noop({}),
          onNone: input.key("onNone"),
          count: input.key("count"),
        }),
      }),
      argument: { count: [1, {}, null] },
    });
    assert.deepEqual(await piece.key("out").pull(), ["nobody", "none", "function", "undefined", 3]);
    await test.runtime.editWithRetry((tx) => piece.key("user").withTx(tx).set({ name: "u" }));
    assert.deepEqual((await piece.key("out").pull())[0], "user");
    const before = test.runtime.counters().computationRuns;
    await test.runtime.editWithRetry((tx) => piece.key("user", "name").withTx(tx).set("v"));
    await piece.key("out").pull();
    assert.equal(test.runtime.counters().computationRuns, before);
    assert.deepEqual(test.errors, []);
  }));

Deno.test("a step into a union admits what any of its alternatives has there", () =>
  withRuntime(async (test) => {
    const union = {
      anyOf: [
        { $ref: "#/$defs/Empty" },
        record({ t: STRING, tags: list(STRING) }),
        { type: "null" },
      ],
    };
    const $defs = { Empty: record({ t: { type: "string", enum: [""] } }) };
    const look = H.lift(
      ({ cell }: Any) => [cell.key("t").get(), cell.key("tags", 0).get(), cell.get().t],
      { ...record({ cell: handle("readonly", union) }), $defs },
      list(true),
    );
    const piece = await start(test, {
      body: (input) => ({ out: look({ cell: input.key("value") }) }),
      argument: { value: { t: "u", tags: ["x"] } },
    });
    assert.deepEqual(await piece.key("out").pull(), ["u", "x", "u"]);
    assert.deepEqual(test.errors, []);
  }));
