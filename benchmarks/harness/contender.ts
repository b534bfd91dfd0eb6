/**
 * Contenders: the subject, its floors and its peers. All contenders of a benchmark run interleaved
 * (A B C A B C ...), and each proves its result before its times count.
 */
import { WrongResultError } from "./agreement.ts";
import { type Statistics, statisticsOf } from "./statistics.ts";

export interface Contender {
  readonly name: string;
  /** A baseline is the subject itself, put to another task. */
  readonly role: "subject" | "floor" | "baseline" | "peer";
  /** Does the work once; gives its duration in milliseconds. Throws when the result is wrong. */
  readonly sample: () => Promise<number> | number;
  /** What this contender does not do, for the report. */
  readonly caveat?: string;
  /** What a sample is counted in; milliseconds when absent. */
  readonly unit?: "KiB";
}

export type Measured =
  & Pick<Contender, "name" | "role" | "caveat" | "unit">
  & ({ readonly statistics: Statistics } | Failed);

/** Why a contender has no times. */
export interface Failed {
  readonly failed: string;
  /** It ran, and found something else than the others. */
  readonly wrong: boolean;
}

export interface MeasureOptions {
  readonly samples: number;
  /** Samples that are taken first and not counted. */
  readonly warmUp: number;
}

/** Samples of all contenders, interleaved. A contender that fails once is reported, not timed. */
export async function measureInterleaved(
  contenders: readonly Contender[],
  options: MeasureOptions,
): Promise<Measured[]> {
  const times = new Map<Contender, number[]>(contenders.map((contender) => [contender, []]));
  const failures = new Map<Contender, Failed>();
  for (let round = 0; round < options.warmUp + options.samples; round++) {
    for (const contender of contenders) {
      if (failures.has(contender)) continue;
      try {
        const ms = await contender.sample();
        if (round >= options.warmUp) times.get(contender)!.push(ms);
      } catch (error) {
        failures.set(contender, {
          failed: error instanceof Error ? error.message : String(error),
          wrong: error instanceof WrongResultError,
        });
      }
    }
  }
  return contenders.map((contender) => {
    const { name, role, caveat, unit } = contender;
    const about = {
      name,
      role,
      ...(caveat === undefined ? {} : { caveat }),
      ...(unit === undefined ? {} : { unit }),
    };
    const failed = failures.get(contender);
    if (failed !== undefined) return { ...about, ...failed };
    return { ...about, statistics: statisticsOf(times.get(contender)!) };
  });
}
