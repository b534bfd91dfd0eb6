import assert from "node:assert/strict";
import { type Any, H, runPattern, withRuntime } from "./support/test-runtime.ts";

const NUMBER = { type: "number" };
const HANDLE = { type: "number", asCell: ["cell"] };

function record(properties: Record<string, unknown>, required = Object.keys(properties)): Any {
  return { type: "object", properties, required };
}

function makeCounter(): Any {
  const double = H.lift((n: number) => n * 2, NUMBER, NUMBER);
  const add = H.handler(
    record({ by: { type: "number", default: 1 } }, []),
    record({ count: HANDLE }),
    (event: Any, { count }: Any) => count.set((count.get() ?? 0) + (event?.by ?? 1)),
  );
  return H.pattern(
    (input: Any) => ({
      count: input.key("count"),
      doubled: double(input.key("count")),
      add: add({ count: input.key("count") }),
    }),
    record({ count: { type: "number", default: 0 } }, []),
  );
}

Deno.test("a counter counts, and its computation follows", () =>
  withRuntime(async (test) => {
    const { runtime, errors } = test;
    const piece = await runPattern(test, test.source.add("counter", makeCounter()), { count: 3 });
    assert.equal(await piece.key("doubled").pull(), 6);
    const outcome = await runtime.sendEvent(piece.key("add"), { by: 4 });
    assert.equal(outcome.status, "committed");
    assert.equal(await piece.key("doubled").pull(), 14);
    assert.equal(await piece.key("count").pull(), 7);
    assert.deepEqual(errors, []);
    assert.deepEqual(test.source.persisted, ["home:counter"]);
  }));

const ITEM = record({ title: { type: "string" }, done: { type: "boolean", default: false } }, [
  "title",
]);
const ITEMS = { type: "array", items: ITEM };

function makeTodo(): Any {
  const count = H.lift(
    (items: Any[]) => items.filter((item) => !item.done).length,
    ITEMS,
    NUMBER,
  );
  const add = H.handler(
    record({ title: { type: "string" } }),
    record({ items: { ...ITEMS, asCell: ["cell"] } }),
    ({ title }: Any, { items }: Any) => items.push({ title, done: false }),
  );
  const toggle = H.handler(
    false,
    record({ item: { ...ITEM, asCell: ["cell"] } }),
    (_event: Any, { item }: Any) => item.key("done").set(!item.key("done").get()),
  );
  const row = H.pattern((input: Any) => {
    const item = input.key("element");
    return { title: item.key("title"), toggle: toggle({ item }), position: input.key("index") };
  }, record({ element: ITEM, index: NUMBER }, ["element"]));
  const isOpen = H.pattern(
    (input: Any) => not(input.key("element", "done")),
    record({ element: ITEM }),
  );
  const not = H.lift((done: boolean) => !done, { type: "boolean" }, { type: "boolean" });
  const todo = H.pattern((input: Any) => ({
    items: input.key("items"),
    open: count(input.key("items")),
    rows: input.key("items").mapWithPattern(row, {}),
    pending: input.key("items").filterWithPattern(isOpen, {}),
    add: add({ items: input.key("items") }),
  }), record({ items: { ...ITEMS, default: [] } }, []));
  return { todo, row, isOpen };
}

Deno.test("lists: instances follow elements through reorder, and streams inside them work", () =>
  withRuntime(async (test) => {
    const { runtime, source, errors } = test;
    const { todo, row, isOpen } = makeTodo();
    source.add("row", row);
    source.add("isOpen", isOpen);
    const piece = await runPattern(test, source.add("todo", todo), {});
    for (const title of ["a", "b", "c"]) await runtime.sendEvent(piece.key("add"), { title });
    assert.equal(await piece.key("open").pull(), 3);
    const rows = await piece.key("rows").pull();
    assert.deepEqual(rows.map((each: Any) => each.title), ["a", "b", "c"]);
    assert.deepEqual(rows.map((each: Any) => each.position), [0, 1, 2]);

    const outcome = await runtime.sendEvent(piece.key("rows", 1, "toggle"), undefined);
    assert.equal(outcome.status, "committed");
    assert.equal(await piece.key("open").pull(), 2);
    const pending = await piece.key("pending").pull();
    assert.deepEqual(pending.map((each: Any) => each.title), ["a", "c"]);

    const linksBefore = piece.key("rows").key(0).resolveAsCell().getAsNormalizedFullLink().id;
    await runtime.editWithRetry((tx) => {
      const items = piece.key("items").withTx(tx);
      items.set([...items.get()].reverse());
    });
    const reversed = await piece.key("rows").pull();
    assert.deepEqual(reversed.map((each: Any) => each.title), ["c", "b", "a"]);
    assert.deepEqual(reversed.map((each: Any) => each.position), [0, 1, 2]);
    assert.equal(
      piece.key("rows").key(2).resolveAsCell().getAsNormalizedFullLink().id,
      linksBefore,
    );
    assert.deepEqual(errors, []);
  }));

Deno.test("nothing runs without demand; a sink and a pull are demand", () =>
  withRuntime(async (test) => {
    const { runtime } = test;
    const piece = await runPattern(test, test.source.add("counter", makeCounter()), { count: 1 });
    await runtime.sendEvent(piece.key("add"), undefined);
    assert.equal(runtime.counters().computationRuns, 0);
    const seen: unknown[] = [];
    const cancel = piece.key("doubled").sink((value: unknown) => void seen.push(value));
    await runtime.idle();
    assert.equal(runtime.counters().computationRuns, 1);
    await runtime.sendEvent(piece.key("add"), undefined);
    await runtime.idle();
    assert.deepEqual(seen, [4, 6]);
    cancel();
    await runtime.sendEvent(piece.key("add"), undefined);
    await runtime.idle();
    assert.equal(runtime.counters().computationRuns, 2);
  }));

Deno.test("a diamond runs each node once per change, and equal output stops", () =>
  withRuntime(async (test) => {
    const runs: string[] = [];
    const lift = (name: string, fn: (...values: Any[]) => unknown, schema: Any) =>
      H.lift(
        (value: Any) => {
          runs.push(name);
          return fn(value);
        },
        schema,
        NUMBER,
      );
    const parity = lift("parity", (n) => n % 2, NUMBER);
    const twice = lift("twice", (n) => n * 2, NUMBER);
    const thrice = lift("thrice", (n) => n * 3, NUMBER);
    const sum = lift(
      "sum",
      ({ a, b, n }) => a + b + n,
      record({ a: NUMBER, b: NUMBER, n: NUMBER }),
    );
    const after = lift("after", (n) => -n, NUMBER);
    const pattern = H.pattern((input: Any) => {
      const n = input.key("n");
      return {
        sum: sum({ a: thrice(twice(n)), b: twice(n), n }),
        after: after(parity(n)),
      };
    }, record({ n: NUMBER }));
    const piece = await runPattern(test, pattern, { n: 1 });
    const seen: unknown[] = [];
    piece.asSchema(record({ sum: NUMBER, after: NUMBER })).sink((value: Any) => {
      seen.push({ ...value });
    });
    await test.runtime.idle();
    assert.deepEqual(seen, [{ sum: 9, after: -1 }]);
    runs.length = 0;
    const argument = piece.getMetaRaw("argument") as Any;
    await test.runtime.editWithRetry((tx) => {
      test.runtime.getCellFromLink({
        "/": { "link@1": { ...argument["/"]["link@1"], space: "home" } },
      }, { tx }).key("n").set(3);
    });
    await test.runtime.idle();
    assert.deepEqual(runs.toSorted(), ["parity", "sum", "thrice", "twice", "twice"]);
    assert.deepEqual(seen.at(-1), { sum: 27, after: -1 });
  }));

Deno.test("child patterns: fields and streams of a child are paths of the parent", () =>
  withRuntime(async (test) => {
    const { runtime, source, errors } = test;
    const counter = source.add("counter", makeCounter());
    const parent = source.add(
      "parent",
      H.pattern((input: Any) => {
        const left = counter({ count: input.key("shared") });
        const right = counter({ count: 10 });
        return { left, leftDoubled: left.key("doubled"), right, addRight: right.key("add") };
      }, record({ shared: NUMBER })),
    );
    const piece = await runPattern(test, parent, { shared: 2 });
    assert.equal(await piece.key("leftDoubled").pull(), 4);
    await runtime.sendEvent(piece.key("left", "add"), {});
    await runtime.sendEvent(piece.key("addRight"), { by: 5 });
    assert.equal(await piece.key("leftDoubled").pull(), 6);
    assert.equal(await piece.key("right", "doubled").pull(), 30);
    assert.deepEqual(errors, []);
    assert.deepEqual(source.persisted.toSorted(), ["home:counter", "home:parent"]);
  }));

Deno.test("ifElse gives a link to the chosen branch; the other one is not demanded", () =>
  withRuntime(async (test) => {
    const { runtime } = test;
    let costly = 0;
    const expensive = H.lift(
      (n: number) => {
        costly++;
        return `big ${n}`;
      },
      NUMBER,
      { type: "string" },
    );
    const pattern = H.pattern((input: Any) => ({
      flag: input.key("flag"),
      text: H.ifElse(input.key("flag"), expensive(input.key("n")), "none"),
      both: H.str`${input.key("flag")}/${input.key("n")}!`,
      when: H.when(input.key("flag"), input.key("n")),
      unless: H.unless(input.key("flag"), input.key("n")),
    }), record({ flag: { type: "boolean" }, n: NUMBER }));
    const piece = await runPattern(test, pattern, { flag: false, n: 7 });
    assert.equal(await piece.key("text").pull(), "none");
    assert.equal(costly, 0);
    assert.equal(await piece.key("both").pull(), "false/7!");
    assert.equal(await piece.key("when").pull(), false);
    assert.equal(await piece.key("unless").pull(), 7);
    await runtime.editWithRetry((tx) => piece.key("flag").withTx(tx).set(true));
    assert.equal(await piece.key("text").pull(), "big 7");
    assert.equal(await piece.key("when").pull(), 7);
    assert.equal(await piece.key("unless").pull(), true);
    assert.equal(costly, 1);
  }));

Deno.test("a throwing lift gives undefined, is reported, and recovers", () =>
  withRuntime(async (test) => {
    const { runtime, errors } = test;
    const risky = H.lift(
      (n: number) => {
        if (n < 0) throw new RangeError("negative");
        return n;
      },
      NUMBER,
      NUMBER,
    );
    const pattern = H.pattern((input: Any) => ({
      n: input.key("n"),
      risky: risky(input.key("n")),
      other: H.str`${input.key("n")}`,
    }), record({ n: NUMBER }));
    const piece = await runPattern(test, pattern, { n: 1 });
    assert.equal(await piece.key("risky").pull(), 1);
    await runtime.editWithRetry((tx) => piece.key("n").withTx(tx).set(-1));
    assert.equal(await piece.key("risky").pull(), undefined);
    assert.equal(await piece.key("other").pull(), "-1");
    assert.deepEqual(errors.map(({ kind, name, message }) => [kind, name, message]), [
      ["action", "RangeError", "negative"],
    ]);
    await runtime.editWithRetry((tx) => piece.key("n").withTx(tx).set(5));
    assert.equal(await piece.key("risky").pull(), 5);
    assert.equal(errors.length, 1);
  }));

Deno.test("a throwing handler leaves nothing half-written, and the piece goes on", () =>
  withRuntime(async (test) => {
    const { runtime, errors } = test;
    const risky = H.handler(
      true,
      record({ count: HANDLE }),
      async (event: Any, { count }: Any) => {
        count.set(99);
        await Promise.resolve();
        if (event === "bad") throw new Error("no");
      },
    );
    const pattern = H.pattern((input: Any) => ({
      count: input.key("count"),
      risky: risky({ count: input.key("count") }),
    }), record({ count: NUMBER }));
    const piece = await runPattern(test, pattern, { count: 1 });
    const failed = await runtime.sendEvent(piece.key("risky"), "bad");
    assert.equal(failed.status, "failed");
    assert.equal(await piece.key("count").pull(), 1);
    assert.deepEqual(errors.map((error) => error.kind), ["handler"]);
    assert.equal((await runtime.sendEvent(piece.key("risky"), "good")).status, "committed");
    assert.equal(await piece.key("count").pull(), 99);
  }));

Deno.test("a lift is not called while its argument is undefined; schema false is called", () =>
  withRuntime(async (test) => {
    const calls: unknown[] = [];
    const needs = H.lift(
      (value: Any) => calls.push(value),
      record({ a: NUMBER, b: NUMBER }),
      NUMBER,
    );
    const none = H.lift(() => 42, false, NUMBER);
    const pattern = H.pattern((input: Any) => ({
      needs: needs({ a: input.key("a"), b: input.key("b") }),
      none: none(),
      b: input.key("b"),
    }), record({ a: NUMBER, b: NUMBER }, ["a"]));
    const piece = await runPattern(test, pattern, { a: 1 });
    assert.equal(await piece.key("needs").pull(), undefined);
    assert.equal(await piece.key("none").pull(), 42);
    assert.deepEqual(calls, []);
    await test.runtime.editWithRetry((tx) => piece.key("b").withTx(tx).set(2));
    await piece.key("needs").pull();
    assert.deepEqual(calls, [{ a: 1, b: 2 }]);
    assert.deepEqual(test.errors, []);
  }));

Deno.test("defaults and cells made in a body are state of the instance", () =>
  withRuntime(async (test) => {
    const push = H.handler(
      true,
      record({ log: { type: "array", items: { type: "string" }, asCell: ["cell"] } }),
      (event: Any, { log }: Any) => log.push(event),
    );
    const pattern = H.pattern((input: Any) => {
      const log = new H.Writable(["first"], { type: "array", items: { type: "string" } })
        .for("log", true);
      return { log, given: input.key("given"), push: push({ log }) };
    }, record({ given: { type: "array", items: NUMBER, default: [1, 2] } }, []));
    const piece = await runPattern(test, pattern, {});
    await test.runtime.sendEvent(piece.key("push"), "second");
    assert.deepEqual(await piece.key("log").pull(), ["first", "second"]);
    await test.runtime.editWithRetry((tx) => piece.key("given").withTx(tx).push(3));
    assert.deepEqual(await piece.key("given").pull(), [1, 2, 3]);
  }));

Deno.test("an argument that does not fit is refused with its path", () =>
  withRuntime(async (test) => {
    const counter = makeCounter();
    await assert.rejects(runPattern(test, counter, { count: "three" }), {
      name: "ArgumentMismatchError",
      message: /"count"/,
    });
  }));

Deno.test("stop cancels computations, keeps data, and demand alone does not start it again", () =>
  withRuntime(async (test) => {
    const { runtime, events } = test;
    const piece = await runPattern(test, test.source.add("counter", makeCounter()), { count: 1 });
    assert.equal(await piece.key("doubled").pull(), 2);
    runtime.stop(piece);
    await runtime.editWithRetry((tx) => piece.key("count").withTx(tx).set(8));
    assert.equal(await piece.key("doubled").pull(), 2);
    assert.equal(await runtime.start(piece), true);
    assert.equal(await piece.key("doubled").pull(), 16);
    assert.deepEqual(events.map((event) => event.type).filter((type) => type !== "ran"), [
      "started",
      "stopped",
      "started",
    ]);
  }));

Deno.test("instances made by a handler start after its commit and belong to its event", () =>
  withRuntime(async (test) => {
    const { runtime, source, errors } = test;
    const counter = source.add("counter", makeCounter());
    const spawn = H.handler(
      true,
      record({ children: { type: "array", asCell: ["cell"] } }),
      (event: Any, { children }: Any) => children.push(counter({ count: event })),
    );
    const pattern = source.add(
      "spawner",
      H.pattern((input: Any) => ({
        children: input.key("children"),
        spawn: spawn({ children: input.key("children") }),
      }), record({ children: { type: "array", default: [] } }, [])),
    );
    const piece = await runPattern(test, pattern, {});
    await runtime.sendEvent(piece.key("spawn"), 4);
    await runtime.sendEvent(piece.key("spawn"), 5);
    await runtime.idle();
    assert.equal(await piece.key("children", 0, "doubled").pull(), 8);
    assert.equal(await piece.key("children", 1, "doubled").pull(), 10);
    await runtime.sendEvent(piece.key("children", 1, "add"), { by: 1 });
    assert.equal(await piece.key("children", 1, "doubled").pull(), 12);
    assert.deepEqual(errors, []);
  }));
