/**
 * B13: eight processes on one store compile and load the same thousand identities; two of them are
 * killed while they compile. Whoever compiles holds a lease, so the others wait and load.
 */
import type { Benchmark, BenchmarkReport, BenchmarkSettings } from "../harness/benchmark.ts";
import type { Measured } from "../harness/contender.ts";
import { statisticsOf } from "../harness/statistics.ts";
import { shareStore, type SharingReport, storedBodies } from "../harness/store-sharing-powers.ts";
import { withDirectory } from "../harness/subject-powers.ts";

const FULL = { programs: 37, modulesEach: 27 };
const QUICK = { programs: 8, modulesEach: 5 };
const TEAM = { processes: 8, killed: 2 };
const ALONE = { processes: 1, killed: 0 };

export const eightProcesses: Benchmark = { id: "B13", run };

async function run({ quick }: BenchmarkSettings): Promise<BenchmarkReport> {
  const size = quick ? QUICK : FULL;
  const both = await withDirectory((directory) =>
    withDirectory(async (other) => {
      const alone = await shareStore({ directory: other, ...ALONE, ...size });
      const team = await shareStore({ directory, ...TEAM, ...size });
      const wrongBodies = differences(await storedBodies(directory), await storedBodies(other));
      return { alone, team, wrongBodies };
    })
  );
  const { alone, team, wrongBodies } = both;
  const errors = [...alone.errors, ...team.errors];
  const gate = (name: string, expected: number, actual: number) => ({ name, expected, actual });
  return {
    id: "B13",
    title: `eight processes, one store, ${
      size.programs * size.modulesEach + 1
    } identities, two killed`,
    unit: "one program in one process: compiled there, or waited for and loaded",
    measured: [measured("one of eight", "subject", team), measured("alone", "baseline", alone)],
    counters: [
      gate("killed", TEAM.killed, team.kills),
      gate("wrong bodies", 0, wrongBodies + team.wrongResults),
      gate("errors", 0, errors.length),
      gate("most compiles of an identity by one process", 1, mostByOne(team)),
      gate("compiles beyond one an identity and killed holder", 0, compilesBeyond(team)),
    ],
    ratios: [{ of: "one of eight", over: ["alone"] }],
    remarks: [
      `Identities that were compiled twice: ${compiledAgain(team)}, all of them after a kill.`,
      "After each kill every document was read.",
      ...errors,
    ],
  };
}

function measured(
  name: string,
  role: "subject" | "baseline",
  { visits }: SharingReport,
): Measured {
  return { name, role, statistics: statisticsOf(visits) };
}

/** Identities that one store lacks, or whose bodies differ. */
function differences(
  found: ReadonlyMap<string, string>,
  expected: ReadonlyMap<string, string>,
): number {
  const all = new Set([...found.keys(), ...expected.keys()]);
  return [...all].filter((identity) => found.get(identity) !== expected.get(identity)).length;
}

/** The most compiles of one identity by one process. */
export function mostByOne({ compiles }: SharingReport): number {
  return Math.max(...compiles.flatMap((byIdentity) => [...byIdentity.values()]));
}

/** Compiles of each identity by all processes. */
function inTotal({ compiles }: SharingReport): ReadonlyMap<string, number> {
  const total = new Map<string, number>();
  for (const byIdentity of compiles) {
    for (const [identity, count] of byIdentity) {
      total.set(identity, (total.get(identity) ?? 0) + count);
    }
  }
  return total;
}

export function compiledAgain(report: SharingReport): number {
  return [...inTotal(report).values()].filter((count) => count > 1).length;
}

/** Compiles that neither the first one nor a killed holder accounts for. */
export function compilesBeyond(report: SharingReport): number {
  const most = Math.max(...inTotal(report).values());
  return Math.max(0, most - 1 - report.kills);
}
