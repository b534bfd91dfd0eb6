/** Stage times of one program, for reports only: no decision reads them. */

/** Milliseconds; `null` for a stage that was not reached. */
export interface Timings {
  readonly total: number;
  readonly resolve: number | null;
  readonly identity: number | null;
  readonly cacheRead: number | null;
  readonly compile: number | null;
  readonly verify: number | null;
  readonly evaluate: number | null;
  readonly instantiate: number | null;
  readonly writeBack: number | null;
}

export type Stage = Exclude<keyof Timings, "total">;

/** Adds up the time of stages, which may be entered several times. */
export class StageClock {
  readonly #nowMs: () => number;
  readonly #startedMs: number;
  readonly #stages = new Map<Stage, number>();

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
    this.#startedMs = nowMs();
  }

  /** Runs `work` as part of `stage`; a failing stage has a time as well. */
  async measure<T>(stage: Stage, work: () => T | Promise<T>): Promise<T> {
    const before = this.#nowMs();
    try {
      return await work();
    } finally {
      this.add(stage, this.#nowMs() - before);
    }
  }

  add(stage: Stage, ms: number): void {
    this.#stages.set(stage, (this.#stages.get(stage) ?? 0) + Math.max(0, ms));
  }

  /** The times so far. */
  timings(): Timings {
    const of = (stage: Stage): number | null => {
      const ms = this.#stages.get(stage);
      return ms === undefined ? null : rounded(ms);
    };
    return {
      total: rounded(this.#nowMs() - this.#startedMs),
      resolve: of("resolve"),
      identity: of("identity"),
      cacheRead: of("cacheRead"),
      compile: of("compile"),
      verify: of("verify"),
      evaluate: of("evaluate"),
      instantiate: of("instantiate"),
      writeBack: of("writeBack"),
    };
  }
}

/** Milliseconds with three digits behind the point. */
export function rounded(ms: number): number {
  return Math.round(ms * 1_000) / 1_000;
}
