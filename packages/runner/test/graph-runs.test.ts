import assert from "node:assert/strict";
import { type Any, H, runPattern, withRuntime } from "./support/test-runtime.ts";

const NUMBER = { type: "number" };

function record(properties: Record<string, unknown>, required = Object.keys(properties)): Any {
  return { type: "object", properties, required };
}

Deno.test("a handle on plain data of a binding is state of the instance", () =>
  withRuntime(async (test) => {
    const { runtime } = test;
    const bump = H.handler(
      true,
      record({ own: { ...NUMBER, asCell: ["cell"] }, out: { ...NUMBER, asCell: ["cell"] } }),
      (_event: Any, { own, out }: Any) => {
        own.increment(1);
        out.set(own.get());
      },
    );
    const pattern = H.pattern((input: Any) => ({
      out: input.key("out"),
      bump: bump({ own: 5, out: input.key("out") }),
    }), record({ out: NUMBER }, []));
    const piece = await runPattern(test, pattern, {});
    for (const expected of [6, 7]) {
      await runtime.sendEvent(piece.key("bump"), undefined);
      assert.equal(await piece.key("out").pull(), expected);
    }
    assert.deepEqual(Object.keys(await piece.pull()).toSorted(), ["bump", "out"]);
  }));

Deno.test("a handler waits for computations behind the one it reads", () =>
  withRuntime(async (test) => {
    const { runtime } = test;
    const plus = H.lift((n: number) => n + 1, NUMBER, NUMBER);
    const seen: unknown[] = [];
    const serve = H.handler(
      true,
      record({ n: { ...NUMBER, asCell: ["cell"] }, last: { ...NUMBER, asCell: ["readonly"] } }),
      (event: Any, { n, last }: Any) => {
        if (event === "read") seen.push(last.get());
        else n.set(event);
      },
    );
    const pattern = H.pattern((input: Any) => {
      const n = input.key("n");
      return { serve: serve({ n, last: plus(plus(plus(n))) }) };
    }, record({ n: NUMBER }));
    const piece = await runPattern(test, pattern, { n: 0 });
    for (const event of ["read", 10, "read", 20, "read"]) {
      await runtime.sendEvent(piece.key("serve"), event);
    }
    assert.deepEqual(seen.filter((_, at) => at === 0 || seen[at] !== seen[at - 1]), [3, 13, 23]);
  }));

Deno.test("instances made in a computation survive unrelated changes and stop when gone", () =>
  withRuntime(async (test) => {
    const { runtime, source, errors } = test;
    const double = H.lift((n: number) => n * 2, NUMBER, NUMBER);
    const child = source.add(
      "child",
      H.pattern((input: Any) => ({ doubled: double(input.key("n")) }), record({ n: NUMBER })),
    );
    const spawn = H.lift(
      ({ wanted, note }: Any) => wanted ? { made: child({ n: 4 }), note } : { note },
      record({ wanted: { type: "boolean" }, note: { type: "string" } }),
      true,
    );
    const pattern = source.add(
      "spawner",
      H.pattern((input: Any) => ({
        wanted: input.key("wanted"),
        note: input.key("note"),
        out: spawn({ wanted: input.key("wanted"), note: input.key("note") }),
      }), record({ wanted: { type: "boolean" }, note: { type: "string" } })),
    );
    const piece = await runPattern(test, pattern, { wanted: true, note: "a" });
    assert.equal(await piece.key("out", "made", "doubled").pull(), 8);
    const nodes = () => runtime.snapshot().nodes.length;
    const before = nodes();
    const id = () => piece.key("out", "made").resolveAsCell().getAsNormalizedFullLink().id;
    const made = id();
    await runtime.editWithRetry((tx) => piece.key("note").withTx(tx).set("b"));
    assert.equal(await piece.key("out", "note").pull(), "b");
    assert.equal(id(), made);
    assert.equal(nodes(), before);
    await runtime.editWithRetry((tx) => piece.key("wanted").withTx(tx).set(false));
    assert.deepEqual(await piece.key("out").pull(), { note: "b" });
    assert.equal(nodes(), before - 1);
    assert.deepEqual(errors, []);
  }));

Deno.test("cells of one instance can be shared with another: a write lands in the same place", () =>
  withRuntime(async (test) => {
    const { runtime } = test;
    const set = H.handler(
      NUMBER,
      record({ n: { ...NUMBER, asCell: ["cell"] } }),
      (event: Any, { n }: Any) => n.set(event),
    );
    const double = H.lift((n: number) => n * 2, NUMBER, NUMBER);
    const make = () =>
      H.pattern((input: Any) => ({
        n: input.key("n"),
        doubled: double(input.key("n")),
        set: set({ n: input.key("n") }),
      }), record({ n: NUMBER }));
    const one = await runPattern(test, make(), { n: 1 }, "one");
    const two = await runPattern(test, make(), { n: one.key("n") }, "two");
    await runtime.sendEvent(two.key("set"), 21);
    assert.equal(await one.key("n").pull(), 21);
    assert.equal(await one.key("doubled").pull(), 42);
    assert.equal(await two.key("doubled").pull(), 42);
  }));

Deno.test("one element of a long list re-runs one instance", () =>
  withRuntime(async (test) => {
    const { runtime, source } = test;
    const double = H.lift((n: number) => n * 2, NUMBER, NUMBER);
    const row = source.add(
      "row",
      H.pattern(
        (input: Any) => double(input.key("element", "n")),
        record({ element: record({ n: NUMBER }) }),
      ),
    );
    const item = record({ n: NUMBER });
    const pattern = source.add(
      "long",
      H.pattern((input: Any) => ({
        items: input.key("items"),
        rows: input.key("items").mapWithPattern(row, undefined),
      }), record({ items: { type: "array", items: item } })),
    );
    const piece = await runPattern(test, pattern, { items: [] });
    await runtime.editWithRetry((tx) =>
      piece.key("items").withTx(tx).set(Array.from({ length: 200 }, (_, n) => ({ n })))
    );
    const rows = piece.key("rows").asSchema({ type: "array", items: NUMBER });
    const seen: Any[] = [];
    const cancel = rows.sink((value: Any) => void seen.push(value));
    await runtime.idle();
    assert.equal(seen.at(-1)[199], 398);
    const before = runtime.counters().computationRuns;
    await runtime.editWithRetry((tx) => piece.key("items", 7, "n").withTx(tx).set(1000));
    await runtime.idle();
    assert.equal(seen.at(-1)[7], 2000);
    assert.equal(runtime.counters().computationRuns - before, 1);
    await runtime.editWithRetry((tx) => piece.key("items").withTx(tx).push({ n: 5 }));
    await runtime.idle();
    assert.equal(seen.at(-1)[200], 10);
    assert.equal(runtime.counters().computationRuns - before, 3);
    cancel();
  }));
