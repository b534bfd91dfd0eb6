/** Events that cannot be served are refused where they are sent, and say why. */
import assert from "node:assert/strict";
import { type Any, H, runPattern, withRuntime } from "./support/test-runtime.ts";
import { handle, LIST_OF_ANY, record } from "./support/natural.ts";

const MIB = 2 ** 20;

const append = H.handler(
  true,
  record({ log: handle("cell", LIST_OF_ANY) }),
  (event: Any, { log }: Any) => void log.push(event?.length ?? event),
);
const pattern = H.pattern(
  ({ log }: Any) => ({ log, append: append({ log }) }),
  record({ log: { ...LIST_OF_ANY, default: [] } }, []),
);

Deno.test("a payload is data of at most 1 MiB, whoever sends it", () =>
  withRuntime(async (test) => {
    const { runtime } = test;
    const piece = await runPattern(test, pattern, {});
    const to = piece.key("append");
    const circle: Any = {};
    circle.self = circle;
    const refused: readonly (readonly [unknown, string])[] = [
      ["x".repeat(MIB), "ValueTooLargeError"],
      [() => 1, "UnstorableValueError"],
      [circle, "UnstorableValueError"],
    ];
    for (const [payload, name] of refused) {
      await assert.rejects(() => runtime.sendEvent(to, payload), { name });
      assert.throws(() => to.send(payload), { name });
    }
    assert.equal((await runtime.sendEvent(to, "x".repeat(MIB - 10))).status, "committed");
    assert.deepEqual(await piece.key("log").pull(), [MIB - 10]);
  }));

Deno.test("a place that is no stream is named as such", () =>
  withRuntime(async (test) => {
    const { runtime, errors } = test;
    const piece = await runPattern(test, pattern, {});
    for (const path of ["log", "nothing"]) {
      const { status, error } = await runtime.sendEvent(piece.key(path), 1);
      assert.equal(status, "failed");
      assert.match((error as Error).message, new RegExp(`No stream is at of:.*${path}`));
    }
    runtime.stop(piece);
    assert.equal((await runtime.sendEvent(piece.key("append"), 1)).status, "committed");
    assert.deepEqual(errors.map(({ name }) => name), ["NoHandlerError", "NoHandlerError"]);
  }));

Deno.test("100,000 events may wait; the next one is refused, and those that wait are served", () =>
  withRuntime(async (test) => {
    const { runtime, errors } = test;
    const count = H.handler(true, record({}, []), () => {});
    const counting = H.pattern(() => ({ count: count({}) }));
    const piece = await runPattern(test, counting, {}, "counting");
    const tx = runtime.edit();
    const to = piece.key("count").withTx(tx);
    for (let at = 0; at < 100_001; at++) to.send(at);
    await tx.commit();
    assert.equal(runtime.snapshot().queuedEvents, 100_000);
    assert.deepEqual(errors.map(({ name }) => name), ["EventQueueFullError"]);
    await assert.rejects(() => runtime.sendEvent(piece.key("count"), 1), {
      name: "EventQueueFullError",
    });
    await runtime.dispose();
  }));
