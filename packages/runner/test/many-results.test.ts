/** Readers of many computed values: what they wait for is found at once, not one after another. */
import assert from "node:assert/strict";
import { list, nested, NUMBER, record, start } from "./support/natural.ts";
import { type Any, H, withRuntime } from "./support/test-runtime.ts";

Deno.test("whoever reads many results at once has them computed at once, and runs once", () =>
  withRuntime(async (test) => {
    const MANY = 300;
    const double = H.lift(({ n }: Any) => n * 2, record({ n: NUMBER }), NUMBER);
    let sums = 0;
    const sum = H.lift(
      ({ rows }: Any) => {
        sums++;
        return rows.reduce((all: number, { twice }: Any) => all + twice, 0);
      },
      record({ rows: list(record({ twice: NUMBER })) }),
      NUMBER,
    );
    const row = nested(
      test,
      (input) => ({ twice: double({ n: input.key("element") }).for("twice", true) }),
      record({ element: NUMBER }),
    );
    const piece = await start(test, {
      body: (input) => {
        const rows = input.key("ns").mapWithPattern(row, {}).for("rows", true);
        return { rows, total: sum({ rows }).for("total", true), ns: input.key("ns") };
      },
      argumentSchema: record({ ns: list(NUMBER) }),
      argument: { ns: Array.from({ length: MANY }, (_, n) => n) },
    });
    const before = test.runtime.counters().computationRuns;
    assert.equal(await piece.key("total").pull(), MANY * (MANY - 1));
    // The list, its elements, the sum.
    assert.equal(test.runtime.counters().computationRuns - before, 1 + MANY + 1);
    assert.equal(sums, 1);
    const typed = piece.key("rows").asSchema(list(record({ twice: NUMBER })));
    const ns = Array.from({ length: 2 * MANY }, (_, n) => n);
    await test.runtime.editWithRetry((tx: Any) => piece.key("ns").withTx(tx).set(ns));
    assert.deepEqual((await typed.pull()).at(-1), { twice: 2 * (2 * MANY - 1) });
    assert.deepEqual(test.errors, []);
  }));
