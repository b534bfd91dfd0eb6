/** Own CPU time of the stages of a compile, so that a regression names its stage. */
import { cpuSinceStart } from "./cpu-clock-powers.ts";

/** In the order in which a compile goes through them. */
export const STAGES = [
  "create",
  "facts",
  "schemas",
  "interfaces",
  "gate",
  "rewrite",
  "emit",
] as const;
export type Stage = (typeof STAGES)[number];
export type StageTimes = Readonly<Record<Stage, number>>;

/** Milliseconds by stage. Time in a stage inside another counts for the inner one only. */
export class StageClock {
  readonly #own = new Map<Stage, number>();
  readonly #inner: number[] = [];

  within<T>(stage: Stage, work: () => T): T {
    this.#inner.push(0);
    const started = cpuSinceStart();
    try {
      return work();
    } finally {
      const whole = cpuSinceStart() - started;
      this.add(stage, whole - this.#inner.pop()!);
      if (this.#inner.length > 0) this.#inner[this.#inner.length - 1]! += whole;
    }
  }

  add(stage: Stage, ms: number): void {
    this.#own.set(stage, this.of(stage) + ms);
  }

  of(stage: Stage): number {
    return this.#own.get(stage) ?? 0;
  }

  get times(): StageTimes {
    return Object.fromEntries(STAGES.map((stage) => [stage, this.of(stage)])) as StageTimes;
  }
}

/** The stages of several compiles as one line: the median of each. */
export function stageLine(runs: readonly StageTimes[]): string {
  const parts = STAGES.map((stage) => {
    const times = runs.map((run) => run[stage]).sort((a, b) => a - b);
    return `${stage} ${(times[Math.floor(times.length / 2)] ?? 0).toFixed(1)}`;
  });
  return `Stages in ms of CPU, median of ${runs.length}: ${parts.join(", ")}.`;
}
