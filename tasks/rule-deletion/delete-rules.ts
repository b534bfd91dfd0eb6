/** One target: its mutants, what the tests say to them, and the report. */
import { EQUIVALENT_MUTANTS, isAbout } from "./equivalent-mutants.ts";
import { judgeMutants, measureTests, type Outcome } from "./judge-mutants.ts";
import { describeMutant, type Mutant } from "./mutant.ts";
import { seededSample } from "./seeded-sample.ts";
import type { Target } from "./targets.ts";
import { copyWorkspace } from "./workspace-copy.ts";

export interface DeletionOptions {
  readonly root: string;
  /** An empty directory; removed by the caller. */
  readonly scratch: string;
  readonly target: Target;
  /** Only mutants of files whose path contains this. */
  readonly file: string | undefined;
  /** Only mutants that this report of an earlier run names, whatever their lines. */
  readonly again: string | undefined;
  /** Only so many mutants, drawn with `seed`. */
  readonly sample: number | undefined;
  readonly seed: number;
  readonly processes: number;
  /** Tests that cost more are not tried. */
  readonly cheapMs: number;
  readonly say: (line: string) => void;
  /** Say what killed each mutant. */
  readonly verbose: boolean;
}

/** How many deletions no test notices, stale rows of the equivalent ones included. */
export async function deleteRules(options: DeletionOptions): Promise<number> {
  const { root, scratch, target, say, verbose } = options;
  const copy = await copyWorkspace(root, scratch, target);
  const measured = await measureTests(copy, options.cheapMs);
  const chosen = choose(copy.mutants, options);
  say(`${target.name}: ${chosen.length} mutants, ${measured.tests.length} tests`);
  for (const name of measured.failing) say(`  fails without a mutant: ${name}`);
  const survivors: Outcome[] = [];
  let unnoticed = 0;
  await judgeMutants({
    copy,
    measured,
    mutants: chosen.map(({ id }) => id),
    remembers: target.remembers === true,
    processes: options.processes,
    onOutcome: (outcome) => {
      const mutant = copy.mutants[outcome.mutant]!;
      if (outcome.killedBy !== undefined) {
        if (verbose) say(`  noticed: ${describeMutant(mutant)} by ${outcome.killedBy}`);
        return;
      }
      survivors.push(outcome);
      if (EQUIVALENT_MUTANTS.some((row) => isAbout(row, mutant))) return;
      unnoticed++;
      const note = outcome.isUnreached ? " (no test runs it)" : "";
      say(`  no test notices: ${describeMutant(mutant)}${note}`);
    },
  });
  const equivalent = survivors.length - unnoticed;
  const killed = chosen.length - survivors.length;
  say(`${target.name}: ${killed} noticed, ${equivalent} equivalent, ${unnoticed} unnoticed`);
  return unnoticed + reportStaleRows(copy.mutants, survivors, options);
}

function choose(
  mutants: readonly Mutant[],
  { file, again, sample, seed, say }: DeletionOptions,
): readonly Mutant[] {
  const reported = again === undefined ? undefined : withoutLines(again);
  const ofFile = mutants.filter((mutant) =>
    (file === undefined || mutant.file.includes(file)) &&
    (reported === undefined || reported.includes(withoutLines(describeMutant(mutant))))
  );
  if (sample === undefined) return ofFile;
  say(`a sample of ${sample}, seed ${seed}`);
  return seededSample(ofFile, sample, seed);
}

function withoutLines(text: string): string {
  return text.replaceAll(/(?<=\.ts):\d+/g, "");
}

/** Rows about files of this target that match no mutant, or one that a test notices. */
function reportStaleRows(
  mutants: readonly Mutant[],
  survivors: readonly Outcome[],
  { file, again, sample, say }: DeletionOptions,
): number {
  if (file !== undefined || again !== undefined || sample !== undefined) return 0;
  const files = new Set(mutants.map((mutant) => mutant.file));
  const stale = EQUIVALENT_MUTANTS.filter((row) =>
    files.has(row.file) && !survivors.some(({ mutant }) => isAbout(row, mutants[mutant]!))
  );
  for (const { file, original } of stale) say(`  not equivalent or not there: ${file} ${original}`);
  return stale.length;
}
