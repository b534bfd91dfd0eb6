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
