/** What a benchmark is: contenders, counter gates, and the ratios that are reported. */
import type { Measured } from "./contender.ts";

/** A fact that is true or false on every machine. A wrong one fails the run. */
export interface CounterGate {
  readonly name: string;
  readonly expected: number;
  readonly actual: number;
}

/** A ratio of medians of one run. */
export interface Ratio {
  readonly of: string;
  /** The statistic of the numerator; the median, or where medians are unsteady the minimum. */
  readonly by?: "p99";
  /** Taken off the numerator. */
  readonly minus?: string;
  /** The medians of these contenders are added. */
  readonly over: readonly string[];
  /** The largest value that is wanted. */
  readonly target?: number;
  /** Whether a full run fails when the target is missed; otherwise it is only printed. */
  readonly gates?: true;
}

export interface BenchmarkReport {
  readonly id: string;
  readonly title: string;
  /** What one sample is: a call, a whole process, microseconds a module ... */
  readonly unit: string;
  readonly measured: readonly Measured[];
  readonly counters: readonly CounterGate[];
  readonly ratios: readonly Ratio[];
  readonly remarks: readonly string[];
}

export interface BenchmarkSettings {
  /** Fewer samples: enough for the counters, too few for a verdict on times. */
  readonly quick: boolean;
}

export interface Benchmark {
  readonly id: string;
  /** No counter gates it, so that a quick run leaves it out unless it is asked for by name. */
  readonly timesOnly?: true;
  readonly run: (settings: BenchmarkSettings) => Promise<BenchmarkReport>;
}

/** Counter gates that did not hold, and subjects or floors that gave a wrong result. */
export function failuresOf(report: BenchmarkReport): string[] {
  const counters = report.counters
    .filter((gate) => gate.actual !== gate.expected)
    .map((gate) => `${report.id}: ${gate.name} is ${gate.actual}, wanted ${gate.expected}`);
  const wrong = report.measured.flatMap((measured) =>
    "failed" in measured && measured.role !== "peer"
      ? [`${report.id}: ${measured.name}: ${measured.failed}`]
      : []
  );
  return [...counters, ...wrong];
}

/** A ratio as people read it. */
export function ratioName({ of, by, minus, over }: Ratio): string {
  const name = by === undefined ? of : `${by} of ${of}`;
  const above = minus === undefined ? name : `(${name} - ${minus})`;
  return `${above} / ${over.length === 1 ? over[0] : `(${over.join(" + ")})`}`;
}

/** The value of a ratio, or `undefined` when a contender of it has no time. */
export function ratioValue(
  report: Pick<BenchmarkReport, "measured">,
  { of, by: named, minus, over }: Ratio,
  by: "median" | "min" = "median",
): number | undefined {
  const time = (name: string) => statisticOf(report, name, by);
  const above = statisticOf(report, of, named ?? by) - (minus === undefined ? 0 : time(minus));
  const value = above / over.reduce((sum, name) => sum + time(name), 0);
  return Number.isNaN(value) ? undefined : value;
}

/** One statistic of a contender; not a number when it has no times. */
export function statisticOf(
  report: Pick<BenchmarkReport, "measured">,
  name: string,
  by: "median" | "min" | "p99",
): number {
  const found = report.measured.find((measured) => measured.name === name);
  return found !== undefined && "statistics" in found ? found.statistics[by] : NaN;
}
