/** Instances of list operators: they follow their elements, keep their state, and stop. */
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
  STRING,
} from "./support/natural.ts";
import { ITEM } from "./support/natural-items.ts";

const S = true;

Deno.test("state of an instance follows its element, also when the elements came as argument", () =>
  withRuntime(async (test) => {
    const { h } = H;
    const flip = H.handler(
      false,
      record({ open: handle("cell", BOOLEAN) }),
      (_event: Any, { open }: Any) => open.set(!open.get()),
    );
    const drop = H.handler(
      false,
      record({ items: handle("cell", list(ITEM)), item: handle("comparable", ITEM) }),
      (_event: Any, { items, item }: Any) => items.remove(item),
    );
    const row = nested(
      test,
      (input) => {
        const open = new H.Writable(false, BOOLEAN).for("open", true);
        return {
          title: input.key("element", "title"),
          open,
          flip: flip({ open }),
          drop: drop({ items: input.key("params", "items"), item: input.key("element") }),
          $UI: h("li", null, input.key("element", "title")),
        };
      },
      record({ element: ITEM, params: record({ items: handle("cell", list(ITEM)) }) }),
    );
    const piece = await start(test, {
      body: (input) => ({
        items: input.key("items"),
        rows: input.key("items").mapWithPattern(row, { items: input.key("items") }),
      }),
      argumentSchema: record({ items: list(ITEM) }),
      argument: { items: ["a", "b", "c"].map((title) => ({ title })) },
    });
    const rows = async () =>
      (await piece.key("rows").pull()).map((each: Any) => `${each.title}${each.open ? "*" : ""}`);
    await piece.key("rows").pull();
    await send(test, piece.key("rows", 1, "flip"));
    assert.deepEqual(await rows(), ["a", "b*", "c"]);
    await send(test, piece.key("rows", 0, "drop"));
    assert.deepEqual(await rows(), ["b*", "c"]);
    await test.runtime.editWithRetry((tx) => {
      const items = piece.key("items").withTx(tx);
      const [b, c] = items.get();
      items.set([{ title: "new" }, c, b]);
    });
    assert.deepEqual(await rows(), ["new", "c", "b*"]);
    assert.deepEqual(test.errors, []);
  }));

Deno.test("rows follow when another list of plain values is chosen", () =>
  withRuntime(async (test) => {
    const row = nested(test, (input) => input.key("element"), record({ element: STRING }));
    const lists = list(STRING);
    const flip = H.handler(
      false,
      record({ first: handle("cell", BOOLEAN) }),
      (_event: Any, { first }: Any) => first.set(!first.get()),
    );
    const piece = await start(test, {
      body: (input) => {
        const chosen = H.ifElse(
          BOOLEAN,
          lists,
          lists,
          lists,
          input.key("first"),
          input.key("xs"),
          input.key("ys"),
        ).for("chosen", true);
        return {
          rows: chosen.mapWithPattern(row, {}).for("rows", true),
          flip: flip({ first: input.key("first") }).for("flip", true),
        };
      },
      argumentSchema: record({ first: BOOLEAN, xs: lists, ys: { ...lists, default: ["c"] } }),
      argument: { first: true, xs: ["a", "b"] },
    });
    const rows = async () => [...await piece.key("rows").pull()];
    assert.deepEqual(await rows(), ["a", "b"]);
    await send(test, piece.key("flip"));
    assert.deepEqual(await rows(), ["c"]);
    await send(test, piece.key("flip"));
    assert.deepEqual(await rows(), ["a", "b"]);
    assert.deepEqual(test.errors, []);
  }));

Deno.test("rows over rows are the same before and after a resume", () =>
  withRuntime(async (test) => {
    const inner = nested(
      test,
      (input) =>
        H.ifElse(
          BOOLEAN,
          STRING,
          STRING,
          STRING,
          input.key("element", "done"),
          "done",
          input.key("element", "title"),
        ).for("__patternResult", true),
      record({ element: ITEM }),
      STRING,
    );
    const outer = nested(
      test,
      (input) => ({ line: input.key("element") }),
      record({ element: STRING }),
    );
    const piece = await start(test, {
      body: (input) => ({
        rows: input.key("items").mapWithPattern(inner, {}).for("inner", true)
          .mapWithPattern(outer, {}).for("rows", true),
      }),
      argumentSchema: record({ items: list(ITEM) }),
      argument: { items: [{ title: "a" }, { title: "b", done: true }] },
    });
    const lines = async () => (await piece.key("rows").pull()).map((row: Any) => row.line);
    assert.deepEqual(await lines(), ["a", "done"]);
    const ids = () =>
      [0, 1].map((index) => piece.key("rows", index).resolveAsCell().getAsNormalizedFullLink());
    const before = ids();
    test.runtime.stop(piece);
    await test.runtime.start(piece);
    assert.deepEqual(await lines(), ["a", "done"]);
    assert.deepEqual(ids(), before);
    assert.deepEqual(test.errors, []);
  }));

Deno.test("rows over chosen values keep their state when a choice changes, and on resume", () =>
  withRuntime(async (test) => {
    const choose = nested(
      test,
      (input) => H.ifElse(S, S, S, S, input.key("element", "done"), "done", input.key("element")),
      record({ element: ITEM }),
    );
    const isShown = nested(test, () => true, record({ element: true }));
    const outer = nested(
      test,
      (input) => {
        const count = new H.Writable(0, NUMBER).for("count", true);
        return { line: input.key("element"), count };
      },
      record({ element: true }),
    );
    const piece = await start(test, {
      body: (input) => {
        const chosen = input.key("items").mapWithPattern(choose, {}).for("chosen", true);
        const rows = (name: string, target: Any) =>
          target.mapWithPattern(outer, {}).for(name, true);
        return {
          items: input.key("items"),
          mapped: rows("mapped", chosen),
          filtered: rows("filtered", chosen.filterWithPattern(isShown, {}).for("shown", true)),
          flat: rows("flat", input.key("items").flatMapWithPattern(choose, {}).for("each", true)),
        };
      },
      argumentSchema: record({ items: list(ITEM) }),
      argument: { items: [{ title: "a" }, { title: "b", done: true }] },
    });
    const NAMES = ["mapped", "filtered", "flat"];
    const shown = async () => {
      const value = await piece.pull();
      const text = ({ line, count }: Any) => `${line.title ?? line} ${count}`;
      return NAMES.map((name) => value[name].map(text).join());
    };
    const edit = (place: Any, value: unknown) =>
      test.runtime.editWithRetry((tx) => place.withTx(tx).set(value));
    assert.deepEqual(await shown(), ["a 0,done 0", "a 0,done 0", "a 0,done 0"]);
    for (const name of NAMES) {
      await edit(piece.key(name, 0, "count"), 1);
      await edit(piece.key(name, 1, "count"), 2);
    }
    await edit(piece.key("items", 0, "done"), true);
    await edit(piece.key("items", 1, "done"), false);
    assert.deepEqual(await shown(), ["done 1,b 2", "done 1,b 2", "done 1,b 2"]);
    test.runtime.stop(piece);
    const { storeWrites } = test.runtime.counters();
    await test.runtime.start(piece);
    assert.deepEqual(await shown(), ["done 1,b 2", "done 1,b 2", "done 1,b 2"]);
    assert.equal(test.runtime.counters().storeWrites, storeWrites, "a resume writes nothing");
    await edit(piece.key("items"), (await piece.key("items").pull()).toReversed());
    assert.deepEqual(await shown(), ["b 2,done 1", "b 2,done 1", "b 2,done 1"]);
    assert.deepEqual(test.errors, []);
  }));

Deno.test("instances stop when their list is emptied or goes away, and nothing of them runs", () =>
  withRuntime(async (test) => {
    const double = test.source.add("double", H.lift((n: number) => n * 2, NUMBER, NUMBER));
    const row = nested(test, (input) => double(input.key("element")), record({ element: NUMBER }));
    const piece = await start(test, {
      body: (input) => ({ ns: input.key("ns"), rows: input.key("ns").mapWithPattern(row, {}) }),
      argumentSchema: record({ ns: list(NUMBER) }, []),
      argument: { ns: [1, 2] },
    });
    const cancel = piece.asSchema(true).sink(() => {});
    await test.runtime.settled();
    const instances = () =>
      test.runtime.snapshot().nodes.filter(({ id }) => id.includes("double")).length;
    for (const gone of [[], undefined]) {
      assert.equal(instances(), 2);
      test.events.length = 0;
      await test.runtime.editWithRetry((tx) => piece.key("ns").withTx(tx).set(gone));
      await test.runtime.settled();
      assert.deepEqual(await piece.key("rows").pull(), []);
      assert.equal(instances(), 0);
      const ran = test.events.flatMap((event) => event.type === "ran" ? [event.action] : []);
      assert.deepEqual(ran.map((action) => action.split(":")[1]), ["map"]);
      await test.runtime.editWithRetry((tx) => piece.key("ns").withTx(tx).set([1, 2]));
      await test.runtime.settled();
    }
    cancel();
    assert.deepEqual(test.errors, []);
  }));
