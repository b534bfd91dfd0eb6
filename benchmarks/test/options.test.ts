import assert from "node:assert/strict";
import { Agreement } from "../harness/agreement.ts";
import { CounterGates } from "../harness/counter-gates.ts";
import { parseOptions, UsageError } from "../harness/options.ts";

const IDS = ["B1v", "B6a", "B9"];

Deno.test("options choose benchmarks in the order of the table", () => {
  const all = { only: IDS, json: undefined, write: false, quick: false };
  assert.deepEqual(parseOptions([], IDS), all);
  assert.deepEqual(parseOptions(["--only", "B9,B1v", "--json", "f", "--quick"], IDS), {
    only: ["B1v", "B9"],
    json: "f",
    write: false,
    quick: true,
  });
});

Deno.test("what cannot be run is refused by name", () => {
  const refused = (args: string[], message: RegExp) =>
    assert.throws(
      () => parseOptions(args, IDS),
      (error) => error instanceof UsageError && message.test(error.message),
    );
  refused(["--fast"], /Unknown option --fast/);
  refused(["--only", "B1v,B99"], /Unknown benchmark B99\. Benchmarks: B1v, B6a, B9/);
  refused(["--only"], /--only needs a value/);
  refused(["--json", "--write"], /--json needs a value/);
  refused(["--write", "--quick"], /--write needs benchmarks in full/);
});

Deno.test("contenders with the same input must find the same result", () => {
  const agreement = new Agreement();
  agreement.prove("subject", "edition 1", 3);
  agreement.prove("floor", "edition 1", 3);
  assert.throws(() => agreement.prove("peer", "edition 1", 4), /wrong result.*4, but subject.*3/);
  assert.throws(() => agreement.prove("peer", "edition 1", undefined), /no result/);
});

Deno.test("one wrong sample fails a gate, as does a counter that was never read", () => {
  const gates = new CounterGates({ emittedParses: 7, bodiesVerified: 7, hits: 0 });
  gates.observe({ emittedParses: 8, bodiesVerified: 7 });
  gates.observe({ emittedParses: 7, bodiesVerified: 7 });
  assert.deepEqual(gates.gates, [
    { name: "emittedParses", expected: 7, actual: 8 },
    { name: "bodiesVerified", expected: 7, actual: 7 },
    { name: "hits", expected: 0, actual: NaN },
  ]);
});
