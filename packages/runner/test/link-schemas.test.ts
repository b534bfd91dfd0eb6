/** What a link says about its target, seen from places below it. */
import assert from "node:assert/strict";
import type { JSONSchema } from "@commonfabric/api";
import { makeFixture } from "./support/cell-host.ts";
import { handle, list, NUMBER, record, send, start, STREAM, STRING } from "./support/natural.ts";
import { type Any, H, SPACE, withRuntime } from "./support/test-runtime.ts";

const ROWS: JSONSchema = {
  type: "array",
  items: {
    type: "object",
    properties: { title: { type: "string" }, done: { type: "boolean", default: false } },
    required: ["title"],
  },
};

Deno.test("a path through a redirect is read under the part of its schema that the path leads to", async () => {
  const host = await makeFixture();
  const rows = host.cell("rows", ROWS);
  const piece = host.cell<Record<string, unknown>>("piece");
  host.act(() => {
    host.guest(rows).set([{ title: "Tea", hidden: 1 }]);
    piece.set({ rows: rows.getAsWriteRedirectLink() });
  });
  assert.deepEqual(piece.get(), { rows: [{ title: "Tea", done: false }] });
  assert.deepEqual(piece.key("rows", 0).get(), { title: "Tea", done: false });
  assert.equal(piece.key("rows", 0, "title").get(), "Tea");
  assert.equal(piece.key("rows", 0, "done").get(), false);
});

Deno.test("a plain link on the way gives its part of the schema as well", async () => {
  const host = await makeFixture();
  const rows = host.cell("rows", ROWS);
  const first = host.cell("first");
  host.act(() => {
    host.guest(rows).set([{ title: "Tea", hidden: 1 }]);
    first.set({ first: rows.key(0).getAsLink() });
  });
  assert.deepEqual(first.key("first").get(), { title: "Tea", done: false });
  assert.equal(first.key("first", "title").get(), "Tea");
});

Deno.test("a reader without a schema gets data where a result is an input that is a cell", () =>
  withRuntime(async (test) => {
    const value = handle("cell", { ...NUMBER, default: 0 });
    const other = handle("cell", NUMBER);
    const bump = H.handler(
      true,
      record({ value: handle("cell", NUMBER) }),
      (_event: Any, { value }: Any) => value.increment(),
    );
    const piece = await start(test, {
      body: (input) => ({
        value: input.key("value"),
        group: input.key("group"),
        list: input.key("list"),
        chosen: H.ifElse(true, true, true, true, input.key("flag"), input.key("value"), "none"),
        when: H.when(true, true, true, input.key("flag"), [input.key("value")]),
        kept: new H.Writable([input.key("value")], list(true)).for("kept", true),
        done: input.key("done"),
        bump: bump({ value: input.key("value") }),
      }),
      argumentSchema: record({
        value,
        flag: { type: "boolean", default: true },
        group: record({ title: STRING, other }),
        list: list(value),
        done: STREAM,
      }, ["group"]),
      argument: { group: { title: "T" }, list: [1, 2] },
    });
    const read = async () => {
      const { bump: stream, done, ...data } = await piece.pull();
      return { ...data, streams: [typeof stream?.send, done] };
    };
    assert.deepEqual(await read(), {
      value: 0,
      group: { title: "T" },
      list: [1, 2],
      chosen: 0,
      when: [0],
      kept: [0],
      streams: ["function", undefined],
    });
    assert.equal(await piece.key("value").pull(), 0);
    await send(test, piece.key("bump"));
    assert.deepEqual([(await read()).chosen, await piece.key("value").pull()], [1, 1]);
    const typed = await piece.asSchema(record({ value })).pull();
    assert.equal(typed.value.get(), 1, "who declares a cell gets one");
    assert.deepEqual(test.errors, []);
  }));

Deno.test("what a link says of its target is kept whole when it is passed on to a child", () =>
  withRuntime(async (test) => {
    const either = { anyOf: [NUMBER, record({ text: STRING }), list(record({ n: NUMBER }))] };
    const argumentSchema = record({ value: either }, []);
    const child = test.source.add(
      "child",
      H.pattern((input: Any) => ({ value: input.key("value") }), argumentSchema),
    );
    const piece = await start(test, {
      body: (input) => ({ child: child({ value: input.key("value") }) }),
      argumentSchema,
      argument: { value: 3 },
    });
    assert.equal(await piece.key("child", "value").pull(), 3);
    const at = piece.key("child").resolveAsCell().getMetaRaw("argument")["/"]["link@1"];
    const link = { "/": { "link@1": { space: SPACE, ...at } } };
    const raw = test.runtime.getCellFromLink<Any>(link).getRaw() as Any;
    assert.deepEqual(raw.value["/"]["link@1"].schema, either);
    assert.deepEqual(test.errors, []);
  }));
