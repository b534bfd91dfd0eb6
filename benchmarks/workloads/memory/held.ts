/** What a process holds after half of its work and after all of it, as rows and ratios of a report. */
import type { Ratio } from "../../harness/benchmark.ts";
import type { Measured } from "../../harness/contender.ts";
import { statisticsOf } from "../../harness/statistics.ts";

/** Bytes after a collection. */
export interface Held {
  readonly heap: number;
  readonly rss: number;
}

export function heldRows(half: Held, all: Held): Measured[] {
  const row = (name: string, role: "subject" | "baseline", bytes: number): Measured => ({
    name,
    role,
    unit: "KiB",
    statistics: statisticsOf([bytes / 1024]),
  });
  return [
    row("RSS after all", "subject", all.rss),
    row("RSS after half", "baseline", half.rss),
    row("heap after all", "subject", all.heap),
    row("heap after half", "baseline", half.heap),
  ];
}

/** The second half may add this share; without one it is only printed. */
export function heldRatios(growth: number | undefined): Ratio[] {
  const gate = growth === undefined ? {} : { target: 1 + growth, gates: true as const };
  return [
    { of: "RSS after all", over: ["RSS after half"], ...gate },
    { of: "heap after all", over: ["heap after half"] },
  ];
}
