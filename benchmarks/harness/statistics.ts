/** Order statistics of samples. */

export interface Statistics {
  readonly n: number;
  readonly min: number;
  readonly median: number;
  readonly p99: number;
}

/** @throws {RangeError} without samples. */
export function statisticsOf(samples: readonly number[]): Statistics {
  if (samples.length === 0) throw new RangeError("There are no samples.");
  const sorted = samples.toSorted((a, b) => a - b);
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
  return { n: sorted.length, min: sorted[0]!, median: at(0.5), p99: at(0.99) };
}
