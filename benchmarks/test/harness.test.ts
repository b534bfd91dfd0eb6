import assert from "node:assert/strict";
import { type BenchmarkReport, failuresOf, ratioName, ratioValue } from "../harness/benchmark.ts";
import { WrongResultError } from "../harness/agreement.ts";
import { measureInterleaved } from "../harness/contender.ts";
import { reportPage, reportText } from "../harness/report-text.ts";
import { statisticsOf } from "../harness/statistics.ts";

const base: Omit<BenchmarkReport, "measured"> = {
  id: "T",
  title: "test",
  unit: "call",
  counters: [{ name: "typescriptLoads", expected: 0, actual: 0 }],
  ratios: [{ of: "subject", over: ["floor"] }],
  remarks: [],
};

Deno.test("contenders are interleaved and warm-up samples are not counted", async () => {
  const order: string[] = [];
  const contender = (name: string, role: "subject" | "floor") => ({
    name,
    role,
    sample: () => order.push(name),
  });
  const measured = await measureInterleaved(
    [contender("subject", "subject"), contender("floor", "floor")],
    { samples: 2, warmUp: 1 },
  );
  assert.deepEqual(order, ["subject", "floor", "subject", "floor", "subject", "floor"]);
  assert.equal("statistics" in measured[0]! && measured[0].statistics.n, 2);
});

Deno.test("a planted extra parse fails its counter gate", () => {
  const report = {
    ...base,
    measured: [],
    counters: [{ name: "emittedParses", expected: 7, actual: 8 }],
  };
  assert.deepEqual(failuresOf(report), ["T: emittedParses is 8, wanted 7"]);
  assert.match(reportText(report), /FAIL, wanted 7/);
});

Deno.test("a wrong subject fails, a wrong peer is reported and gives no ratio", async () => {
  const wrong = () => Promise.reject(new WrongResultError("wrong value"));
  const [subject, peer] = await measureInterleaved(
    [{ name: "subject", role: "subject", sample: wrong }, {
      name: "peer",
      role: "peer",
      sample: wrong,
    }],
    { samples: 1, warmUp: 0 },
  );
  assert.deepEqual(failuresOf({ ...base, measured: [subject!] }), ["T: subject: wrong value"]);
  assert.deepEqual(failuresOf({ ...base, measured: [peer!] }), []);
  assert.equal(
    ratioValue({ ...base, measured: [peer!] }, { of: "peer", over: ["floor"] }),
    undefined,
  );
});

Deno.test("a peer that is not there is unavailable, one that is wrong is told as wrong", async () => {
  const failing = (name: string, error: Error) => ({
    name,
    role: "peer" as const,
    sample: () => Promise.reject(error),
  });
  const measured = await measureInterleaved([
    failing("absent", new Error("not installed")),
    failing("other", new WrongResultError("wrong result for edition 0: 2")),
  ], { samples: 2, warmUp: 0 });
  const text = reportText({ ...base, measured });
  assert.match(text, /absent +unavailable: not installed/);
  assert.match(text, /other +WRONG: wrong result for edition 0: 2/);
  assert.deepEqual(failuresOf({ ...base, measured }), []);
});

Deno.test("a ratio may be of the slowest samples", async () => {
  const times = [1, 1, 8];
  const measured = await measureInterleaved([
    { name: "subject", role: "subject", sample: () => times.shift()! },
    { name: "floor", role: "floor", sample: () => 2 },
  ], { samples: 3, warmUp: 0 });
  const ratio = { of: "subject", by: "p99", over: ["floor"] } as const;
  assert.equal(ratioValue({ measured }, ratio), 4);
  assert.equal(ratioName(ratio), "p99 of subject / floor");
  assert.equal(ratioValue({ measured }, { of: "subject", over: ["floor"] }), 0.5);
});

Deno.test("a subject slowed to twice its floor shows it in the ratio", async () => {
  const measured = await measureInterleaved(
    [
      { name: "subject", role: "subject", sample: () => 2 },
      { name: "floor", role: "floor", sample: () => 1 },
    ],
    { samples: 3, warmUp: 0 },
  );
  assert.equal(ratioValue({ ...base, measured }, base.ratios[0]!), 2);
});

Deno.test("a page takes the sections of what was run, keeps the others, and drops what is gone", () => {
  const machine = { cpu: "CPU", cores: 2, load: "1 1 1", versions: "Deno 1", peers: "one 1.0.0" };
  const report = (id: string, title: string) => ({ ...base, id, title, measured: [] });
  const ids = ["A1", "B2", "C3"];
  const first = reportPage(
    [report("C3", "third"), report("A1", "first"), report("Z9", "gone")],
    machine,
    {
      before: "",
      ids: [...ids, "Z9"],
    },
  );
  assert.match(first, /^# Benchmarks\n/);
  assert.deepEqual(first.match(/^## .*$/gm), ["## A1: first", "## C3: third", "## Z9: gone"]);
  const page = reportPage([report("B2", "second"), report("A1", "again")], machine, {
    before: first,
    ids,
  });
  assert.deepEqual(page.match(/^## .*$/gm), ["## A1: again", "## B2: second", "## C3: third"]);
  assert.equal(reportPage([], machine, { before: page, ids }), page);
});

Deno.test("order statistics", () => {
  assert.deepEqual(statisticsOf([3, 1, 2]), { n: 3, min: 1, median: 2, p99: 3 });
  assert.throws(() => statisticsOf([]), RangeError);
});
