/** Cells of bodies, causes, and computations that write, in emitted form. */
import assert from "node:assert/strict";
import { patternGraph } from "../builders/artifact.ts";
import { type Any, H, withRuntime } from "./support/test-runtime.ts";
import {
  BOOLEAN,
  handle,
  LIFT_OPTIONS,
  list,
  nested,
  NUMBER,
  record,
  send,
  start,
  STRING,
} from "./support/natural.ts";

const S = true;

Deno.test("every fresh value takes a cause, and an inner one wins", () => {
  const id = H.lift((x: Any) => x, true, true);
  const none = H.lift(() => 1, false, NUMBER, LIFT_OPTIONS);
  const handler = H.handler(false, true, () => {});
  const element = H.pattern((input: Any) => input.key("element"), true, true);
  const pattern = H.pattern((input: Any) => ({
    lift: id({ state: { a: input.key("a") }, who: input.key("who") }).for("lift", true),
    none: none().for(["__patternResult", "none", 0], true),
    stream: handler({}).for({ stream: "x" }, true),
    paths: handler({}).for({ stream: ["__patternResult", "y", 1] }, true),
    ifElse: H.ifElse(S, S, S, S, input.key("a"), 1, 2).for("if", true),
    when: H.when(S, S, S, input.key("a"), 1).for("when", true),
    unless: H.unless(S, S, S, input.key("a"), 1).for("unless", true),
    writable: new H.Writable(1, NUMBER).for("writable", true),
    cell: H.cell(undefined, NUMBER).for("cell", true),
    of: H.Cell.of(2, NUMBER).for("of", true),
    for: H.Cell.for("explicit").asSchema(NUMBER).for("ignored", true),
    map: input.key("list").mapWithPattern(element, {}).for("map", true),
    filter: input.key("list").filterWithPattern(element, {}).for(["x", 2], true),
    flat: input.key("list").flatMapWithPattern(element, {}).for("flat", true),
    str: H.str`${input.key("a")}`.for("str", true),
    inner: id(input.key("a")).for("inner").for("outer", true),
    notFresh: input.key("a").for("a", true),
  }));
  assert.deepEqual(patternGraph(pattern).internal.map((cell) => cell.partialCause), [
    "lift",
    ["__patternResult", "none", 0],
    { $kind: "stream", cause: { stream: "x" } },
    { $kind: "stream", cause: { stream: ["__patternResult", "y", 1] } },
    "if",
    "when",
    "unless",
    "writable",
    "cell",
    "of",
    "explicit",
    "map",
    ["x", 2],
    "flat",
    "str",
    "inner",
  ]);
});

Deno.test("cells start with values, defaults and references, and writing replaces those", () =>
  withRuntime(async (test) => {
    const set = H.handler(
      record({ name: STRING, value: true }),
      record({
        cells: record({
          a: handle("cell"),
          b: handle("cell"),
          c: handle("cell"),
          d: handle("cell"),
        }),
      }),
      ({ name, value }: Any, { cells }: Any) =>
        name === "d" ? cells.d.push(value) : cells[name].set(value),
    );
    const piece = await start(test, {
      body: (input) => {
        const a = new H.Writable(input.key("title"), STRING).for("a", true);
        const b = new H.Writable({ title: input.key("title"), n: 1 }).for("b", true);
        const c = H.Cell.for("c").asSchema({ ...NUMBER, default: 3 });
        const d = H.cell(undefined, { ...list(NUMBER), default: [1, 2] }).for("d", true);
        const e = new H.Writable(undefined, record({ n: { ...NUMBER, default: 4 } }, []))
          .for("e", true);
        return {
          title: input.key("title"),
          a,
          b,
          c,
          d,
          e,
          deep: b.key("title"),
          get: H.str`${a.get()}`,
          set: set({ cells: { a, b, c, d } }),
        };
      },
      argumentSchema: record({ title: STRING }),
      argument: { title: "T" },
    });
    const all = async () => {
      const { a, b, c, d, title, deep, get } = await piece.pull();
      return { a, b, c, d, title, deep, get };
    };
    assert.deepEqual(await all(), {
      a: "T",
      b: { title: "T", n: 1 },
      c: 3,
      d: [1, 2],
      title: "T",
      deep: "T",
      get: "T",
    });
    await send(test, piece.key("set"), { name: "a", value: "own" });
    await send(test, piece.key("set"), { name: "b", value: { title: "B" } });
    await send(test, piece.key("set"), { name: "c", value: 9 });
    await send(test, piece.key("set"), { name: "d", value: 5 });
    assert.deepEqual(await all(), {
      a: "own",
      b: { title: "B" },
      c: 9,
      d: [1, 2, 5],
      title: "T",
      deep: "B",
      get: "own",
    });
    assert.deepEqual(test.errors, []);
  }));

Deno.test("a computation that stands as a statement writes, and comes to rest", () =>
  withRuntime(async (test) => {
    const mark = H.lift(
      ({ seen, items }: Any) => {
        if (seen.get() !== items.length) seen.set(items.length);
      },
      record({ seen: handle("cell", NUMBER), items: list({ type: "unknown" }) }),
      { type: "undefined" },
      { ...LIFT_OPTIONS, materializerWriteInputPaths: [["seen"]] },
    );
    const piece = await start(test, {
      body: (input) => {
        const seen = new H.Writable(0, NUMBER).for("seen", true);
        mark({ seen, items: input.key("items") });
        return { seen, items: input.key("items") };
      },
      argumentSchema: record({ items: list(STRING) }),
      argument: { items: ["a"] },
    });
    await test.runtime.idle();
    assert.equal(piece.key("seen").get(), 1, "it runs although nothing reads it");
    await test.runtime.editWithRetry((tx) => piece.key("items").withTx(tx).push("b"));
    await test.runtime.idle();
    assert.equal(piece.key("seen").get(), 2);
    assert.deepEqual(test.errors, []);
  }));

Deno.test("a cell made in running code keeps its place when the code runs again", () =>
  withRuntime(async (test) => {
    const make = H.lift(
      ({ n }: Any) => {
        const cell = new H.Writable(0, NUMBER).for("inner", true);
        return { cell, n };
      },
      record({ n: NUMBER }),
      record({ cell: handle("cell", NUMBER), n: NUMBER }),
    );
    const piece = await start(test, {
      body: (input) => ({ n: input.key("n"), made: make({ n: input.key("n") }) }),
      argumentSchema: record({ n: NUMBER }),
      argument: { n: 1 },
    });
    (await piece.key("made").pull()).cell.set(7);
    await test.runtime.editWithRetry((tx) => piece.key("n").withTx(tx).set(2));
    const { cell, n } = await piece.key("made").pull();
    assert.deepEqual([cell.get(), n], [7, 2]);
    assert.deepEqual(test.errors, []);
  }));

Deno.test("a nested instance and its parent share a cell both ways", () =>
  withRuntime(async (test) => {
    const flip = H.handler(
      false,
      record({ on: handle("cell", BOOLEAN) }),
      (_event: Any, { on }: Any) => on.set(!on.get()),
    );
    const Toggle = nested(
      test,
      (input) => ({ on: input.key("on"), flip: flip({ on: input.key("on") }) }),
      record({ on: handle("cell", { ...BOOLEAN, default: false }) }, []),
    );
    const piece = await start(test, {
      body: () => {
        const on = new H.Writable(true, BOOLEAN).for("on", true);
        return { on, bound: Toggle({ on }), free: Toggle({}), fixed: Toggle({ on: true }) };
      },
    });
    await send(test, piece.key("bound", "flip"));
    await send(test, piece.key("free", "flip"));
    await send(test, piece.key("fixed", "flip"));
    const { on, bound, free, fixed } = await piece.pull();
    assert.deepEqual([on, bound.on, free.on, fixed.on], [false, false, true, false]);
    assert.deepEqual(test.errors, []);
  }));

Deno.test("what a computation reads through a handle is up to date before it counts", () =>
  withRuntime(async (test) => {
    const words = H.lift(
      ({ body }: Any) => body.split(" ").length,
      record({ body: STRING }),
      NUMBER,
    );
    const NOTE = record({ title: STRING, words: NUMBER });
    const Note = nested(
      test,
      (input) => ({ title: input.key("title"), words: words({ body: input.key("body") }) }),
      record({ title: STRING, body: STRING }),
      NOTE,
    );
    const add = H.handler(
      record({ title: STRING }),
      record({ notes: handle("writeonly", list(NOTE)) }),
      ({ title }: Any, { notes }: Any) => notes.push(Note({ title, body: `${title} and more` })),
    );
    const seen: number[] = [];
    const total = H.lift(
      ({ notes }: Any) => {
        const sum = notes.get().reduce((all: number, note: Any) => all + note.words, 0);
        seen.push(sum);
        return sum;
      },
      record({ notes: handle("readonly", list(record({ words: NUMBER }))) }),
      NUMBER,
    );
    const piece = await start(test, {
      body: () => {
        const notes = new H.Writable([], list(NOTE)).for("notes", true);
        return { notes, total: total({ notes }), add: add({ notes }) };
      },
    });
    const cancel = piece.key("total").sink(() => {});
    await test.runtime.idle();
    await send(test, piece.key("add"), { title: "a" });
    await send(test, piece.key("add"), { title: "b" });
    assert.equal(await piece.key("total").pull(), 6);
    assert.deepEqual(seen.filter(Number.isNaN), []);
    assert.deepEqual(test.errors, []);
    cancel();
  }));
