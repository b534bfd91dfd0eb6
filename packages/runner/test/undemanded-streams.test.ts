import assert from "node:assert/strict";
import { type Any, H, makeTestRuntime, runPattern, withRuntime } from "./support/test-runtime.ts";

const log = { type: "array", items: true };
const record = (properties: Record<string, unknown>): Any => ({ type: "object", properties });

const push = H.handler(
  true,
  record({ log: { ...log, asCell: ["cell"] }, name: { type: "string" } }),
  (event: Any, { log, name }: Any) => void log.push(`${name} ${event}`),
);

/** Streams of instances of a list, and streams that a computation binds. */
function program(): Any {
  const row = H.pattern(
    (input: Any) => ({
      hit: push({ log: input.key("params", "log"), name: input.key("element") }),
    }),
    record({ element: { type: "string" }, params: record({ log }) }),
    true,
  );
  const actions = H.lift(
    ({ log, names }: Any) => names.map((name: string) => ({ hit: push({ log, name }) })),
    record({ log: { ...log, asCell: ["cell"] }, names: { type: "array", items: true } }),
    true,
  );
  return H.pattern(
    (input: Any) => {
      const names = input.key("names");
      return {
        log: input.key("log"),
        names,
        rows: names.mapWithPattern(row, { log: input.key("log") }),
        actions: actions({ log: input.key("log"), names }),
      };
    },
    record({
      log: { ...log, default: [] },
      names: { type: "array", items: { type: "string" }, default: ["a", "b"] },
    }),
    true,
  );
}

Deno.test("an event finds streams behind computations that nothing has demanded", () =>
  withRuntime(async (test) => {
    const { runtime, source, stores } = test;
    const pattern = source.add("undemanded", program());
    const piece = await runPattern(test, pattern, {});
    for (const stream of [piece.key("rows", 1, "hit"), piece.key("actions", 0, "hit")]) {
      assert.equal((await runtime.sendEvent(stream, 1)).status, "committed");
    }
    assert.deepEqual(await piece.key("log").pull(), ["b 1", "a 1"]);
    await runtime.dispose();

    const next = await makeTestRuntime({ stores, source });
    const again = next.runtime.getCell<Any>("home", "piece");
    for (const stream of [again.key("rows", 0, "hit"), again.key("actions", 1, "hit")]) {
      assert.equal((await next.runtime.sendEvent(stream, 2)).status, "committed");
    }
    assert.deepEqual(await again.key("log").pull(), ["b 1", "a 1", "a 2", "b 2"]);
    assert.deepEqual(next.errors, []);
    await next.runtime.dispose();
  }));

Deno.test("an event finds the stream that is at its place now, demanded or not", () =>
  withRuntime(async (test) => {
    const { runtime, source, stores } = test;
    const piece = await runPattern(test, source.add("moved", program()), {});
    const hit = async (place: Any): Promise<void> =>
      assert.equal((await runtime.sendEvent(place, 1)).status, "committed");
    await hit(piece.key("rows", 0, "hit"));
    await hit(piece.key("actions", 0, "hit"));
    await runtime.editWithRetry((tx) => piece.withTx(tx).key("names").set(["b", "a"]));
    await hit(piece.key("rows", 0, "hit"));
    await hit(piece.key("actions", 0, "hit"));
    assert.deepEqual(await piece.key("log").pull(), ["a 1", "a 1", "b 1", "b 1"]);
    const before = runtime.counters().effectRuns;
    await hit(piece.key("rows", 0, "hit"));
    const preflight = 1;
    assert.equal(runtime.counters().effectRuns - before, preflight, "nothing to bring up to date");
    await runtime.editWithRetry((tx) => piece.withTx(tx).key("names").set(["c", "a", "b"]));
    await runtime.dispose();

    const next = await makeTestRuntime({ stores, source });
    const again = next.runtime.getCell<Any>("home", "piece");
    await next.runtime.sendEvent(again.key("rows", 0, "hit"), 2);
    await next.runtime.sendEvent(again.key("actions", 2, "hit"), 2);
    const log = await again.key("log").pull() as string[];
    assert.deepEqual(log.slice(-2), ["c 2", "b 2"]);
    await next.runtime.dispose();
  }));
