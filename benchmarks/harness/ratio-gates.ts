/**
 * Ratios that gate: a ratio is missed when two of at most three attempts exceed its target. Medians
 * decide, and minima where medians differ too much between attempts to mean anything.
 */
import {
  type BenchmarkReport,
  type Ratio,
  ratioName,
  ratioValue,
  statisticOf,
} from "./benchmark.ts";

const MAX_ATTEMPTS = 3;
const UNSTEADY = 1.25;

/** Whether the attempts so far leave the verdict open. */
export function needsAttempt(attempts: readonly BenchmarkReport[]): boolean {
  if (attempts.length === 0) return true;
  if (attempts.length >= MAX_ATTEMPTS) return false;
  return gatingRatios(attempts[0]!).some((ratio) => {
    const exceeding = exceedingAttempts(attempts, ratio);
    return exceeding > 0 && exceeding < 2 && attempts.length - exceeding < 2;
  });
}

/** One line for each ratio that was missed. */
export function missedRatios(attempts: readonly BenchmarkReport[]): string[] {
  const [first] = attempts;
  if (first === undefined) return [];
  return gatingRatios(first)
    .filter((ratio) => exceedingAttempts(attempts, ratio) >= 2)
    .map((ratio) => {
      const values = attempts.map((attempt) => ratioValue(attempt, ratio)?.toFixed(2) ?? "-");
      return `${first.id}: ${ratioName(ratio)} is ${values.join(", ")}, wanted ${ratio.target}`;
    });
}

function gatingRatios(report: BenchmarkReport): readonly Ratio[] {
  return report.ratios.filter(({ gates }) => gates === true);
}

function exceedingAttempts(attempts: readonly BenchmarkReport[], ratio: Ratio): number {
  const by = isUnsteady(attempts, ratio) ? "min" : "median";
  return attempts.filter((attempt) => {
    const value = ratioValue(attempt, ratio, by);
    return value !== undefined && value > (ratio.target ?? Infinity);
  }).length;
}

function isUnsteady(attempts: readonly BenchmarkReport[], { of, minus, over }: Ratio): boolean {
  const names = [of, ...(minus === undefined ? [] : [minus]), ...over];
  return names.some((name) => {
    const medians = attempts.map((attempt) => statisticOf(attempt, name, "median"));
    return Math.max(...medians) > UNSTEADY * Math.min(...medians);
  });
}
