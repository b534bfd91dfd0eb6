/** The keys of records: one order, in the process that wrote them and in one that resumes. */
import assert from "node:assert/strict";
import {
  type Any,
  H,
  makeTestRuntime,
  runPattern,
  SPACE,
  type TestRuntime,
  withRuntime,
} from "./support/test-runtime.ts";
import { handle, list, NUMBER, record, send, STRING } from "./support/natural.ts";

const NUMBERS: Any = { type: "object", additionalProperties: NUMBER };
const DEFAULTED: Any = { ...NUMBERS, default: { z: 1, y: 2 } };

/** Records that are written by defaults, set-up, handlers and lifts, with the keys that code sees. */
function program(test: TestRuntime): Any {
  const keys = H.lift(
    ({ value }: Any) => Object.keys(value).join(),
    record({ value: NUMBERS }),
    STRING,
  );
  const entries = H.lift(
    ({ value }: Any) => Object.entries(value).map(([key, amount]) => ({ key, amount })),
    record({ value: NUMBERS }),
    list(true),
  );
  const sums = H.lift(
    ({ value }: Any) => ({ total: Object.values(value).length, first: 1, 10: 1, 9: 1 }),
    record({ value: NUMBERS }),
    NUMBERS,
  );
  const change = H.handler(
    true,
    record({ plan: handle("cell", NUMBERS), seen: handle("cell", list(STRING)) }),
    (_event: Any, { plan, seen }: Any) => {
      plan.set({ b: 1, a: 2, "\u{1f600}": 3, "\uff00": 4, 10: 5, 9: 6 });
      plan.key("aa").set(7);
      plan.update({ d: 8, c: 9 });
      seen.push(Object.keys(plan.get()).join());
    },
  );
  return test.source.add(
    "ordered",
    H.pattern((input: Any) => {
      const plan = new H.Writable({ q: 1, p: 2 }, NUMBERS).for("plan", true);
      const seen = new H.Writable([], list(STRING)).for("seen", true);
      const total = sums({ value: plan }).for("total", true);
      return {
        plan,
        seen,
        total,
        keys: keys({ value: plan }),
        totals: keys({ value: total }),
        entries: entries({ value: plan }),
        defaults: keys({ value: input.key("defaulted") }),
        missing: keys({ value: input.key("inner", "defaulted") }),
        given: keys({ value: input.key("given") }),
        change: change({ plan, seen }),
      };
    }, record({ defaulted: DEFAULTED, given: NUMBERS, inner: true }, [])),
  );
}

const shown = async (piece: Any) => {
  const { plan, total, change: _change, ...rest } = await piece.pull();
  return { ...rest, plan: Object.keys(plan).join(), total: Object.keys(total).join() };
};

Deno.test("code sees the keys of a record in the same order before and after a resume", async () => {
  const first = await makeTestRuntime();
  const piece = await runPattern(first, program(first), { given: { n: 1, m: 2 }, inner: {} });
  const initial = await shown(piece);
  assert.equal(initial.keys, "p,q");
  assert.equal(initial.defaults, "y,z");
  assert.equal(initial.given, "m,n");
  await send(first, piece.key("change"));
  const before = await shown(piece);
  assert.equal(before.keys, "9,10,a,aa,b,c,d,\uff00,\u{1f600}");
  assert.equal(before.plan, before.keys);
  assert.deepEqual(before.seen, [before.keys], "a handler sees it in its own writes");
  assert.equal(before.totals, "9,10,first,total");
  assert.deepEqual(first.errors, []);
  await first.runtime.dispose();

  const { stores, source } = first;
  const second = await makeTestRuntime({ stores, source });
  const again = second.runtime.getCell<Any>(SPACE, "piece");
  await again.sync();
  await second.runtime.start(again);
  assert.deepEqual(await shown(again), before);
  assert.deepEqual(second.errors, []);
  await second.runtime.dispose();
});

Deno.test("a default that is read where nothing is stored has the order of stored records", () =>
  withRuntime(async ({ runtime }) => {
    const cell = runtime.getCell<Any>(SPACE, "cell", { schema: DEFAULTED });
    assert.equal(Object.keys((await cell.pull())!).join(), "y,z");
    await runtime.editWithRetry((tx) => cell.withTx(tx).update({ x: 3 }));
    assert.equal(Object.keys((await cell.pull())!).join(), "x,y,z");
  }));
