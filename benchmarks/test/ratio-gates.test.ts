import assert from "node:assert/strict";
import type { BenchmarkReport, Ratio } from "../harness/benchmark.ts";
import { missedRatios, needsAttempt } from "../harness/ratio-gates.ts";
import { statisticsOf } from "../harness/statistics.ts";

const GATING: Ratio = { of: "subject", over: ["floor"], target: 1.5, gates: true };

/** A report of a subject with these times over a floor of one millisecond. */
function attempt(times: readonly number[], ratio: Ratio = GATING): BenchmarkReport {
  return {
    id: "T",
    title: "test",
    unit: "call",
    measured: [
      { name: "subject", role: "subject", statistics: statisticsOf(times) },
      { name: "floor", role: "floor", statistics: statisticsOf([1]) },
    ],
    counters: [],
    ratios: [ratio],
    remarks: [],
  };
}

Deno.test("one attempt within the target is enough", () => {
  assert.equal(needsAttempt([]), true);
  assert.equal(needsAttempt([attempt([1.4])]), false);
  assert.deepEqual(missedRatios([attempt([1.4])]), []);
});

Deno.test("a subject slowed to twice its floor fails after two attempts", () => {
  const slow = attempt([2]);
  assert.equal(needsAttempt([slow]), true);
  assert.equal(needsAttempt([slow, slow]), false);
  assert.deepEqual(missedRatios([slow, slow]), [
    "T: subject / floor is 2.00, 2.00, wanted 1.5",
  ]);
});

Deno.test("a third attempt decides between one miss and one hit", () => {
  const [miss, hit] = [attempt([1.6]), attempt([1.4])];
  assert.equal(needsAttempt([miss, hit]), true);
  assert.deepEqual(missedRatios([miss, hit, hit]), []);
  assert.equal(missedRatios([miss, hit, miss]).length, 1);
  assert.equal(needsAttempt([miss, hit, miss]), false);
});

Deno.test("minima decide where medians differ too much between attempts", () => {
  const disturbed = attempt([1.2, 9, 9]);
  const calmer = attempt([1.2, 1.6, 9]);
  assert.deepEqual(missedRatios([disturbed, calmer]), []);
  assert.equal(missedRatios([attempt([1.6, 9, 9]), attempt([1.6, 1.6, 1.6])]).length, 1);
});

Deno.test("a target without a gate never fails a run", () => {
  const printed = attempt([9], { of: "subject", over: ["floor"], target: 1.5 });
  assert.equal(needsAttempt([printed]), false);
  assert.deepEqual(missedRatios([printed, printed]), []);
});
