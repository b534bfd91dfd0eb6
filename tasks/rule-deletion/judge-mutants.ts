/**
 * Which mutants the tests notice. Mutants that a test reaches are tried many in one process; those
 * that act while the code loads, and those that survive only because a process remembers what it
 * did before, get a process of their own.
 */
import type { EndAnswer, LoadAnswer, TestAnswer, Trial, TrialAnswer } from "./protocol.ts";
import { answersTo } from "./test-runs.ts";
import type { WorkspaceCopy } from "./workspace-copy.ts";

/** What happened to one mutant. */
export interface Outcome {
  readonly mutant: number;
  /** The test that noticed, or `undefined` for a survivor. */
  readonly killedBy: string | undefined;
  /** No test runs the code of the mutant. */
  readonly isUnreached: boolean;
}

/** The tests of a target, and which mutants each reaches. */
export interface Measured {
  /** Passing tests, cheapest first. */
  readonly tests: readonly TestAnswer[];
  readonly failing: readonly string[];
  readonly atLoad: ReadonlySet<number>;
}

/** Runs the tests of `copy` without a mutant; leaves out those that cost more than `cheapMs`. */
export async function measureTests(copy: WorkspaceCopy, cheapMs: number): Promise<Measured> {
  const tests: TestAnswer[] = [];
  let atLoad: ReadonlySet<number> = new Set();
  let isComplete = false;
  const orders = { kind: "measure", files: copy.tests, cheapMs } as const;
  const answers = answersTo<LoadAnswer | TestAnswer | EndAnswer>(copy.directory, orders);
  for await (const answer of answers) {
    if ("atLoad" in answer) atLoad = new Set(answer.atLoad);
    else if ("isComplete" in answer) isComplete = true;
    else tests.push(answer);
  }
  if (!isComplete) {
    const last = tests.at(-1)?.name ?? "nothing";
    throw new Error(`The tests end too early in ${copy.directory}, after ${last}`);
  }
  return {
    tests: tests.filter(({ passes, ms }) => passes && ms <= cheapMs).sort((a, b) => a.ms - b.ms),
    failing: tests.filter(({ passes }) => !passes).map(({ name }) => name),
    atLoad,
  };
}

export interface JudgeOptions {
  readonly copy: WorkspaceCopy;
  readonly measured: Measured;
  readonly mutants: readonly number[];
  readonly remembers: boolean;
  readonly processes: number;
  readonly onOutcome: (outcome: Outcome) => void;
}

/** Tries `mutants`; every one gets one outcome. */
export async function judgeMutants(options: JudgeOptions): Promise<void> {
  const { measured, mutants, remembers, onOutcome } = options;
  const reachedBy = testsByMutant(measured);
  const together: Trial[] = [];
  const alone: Trial[] = [];
  for (const mutant of mutants) {
    const reached = reachedBy.get(mutant) ?? [];
    const isAtLoad = measured.atLoad.has(mutant);
    const all = isAtLoad ? measured.tests : reached;
    if (all.length === 0) onOutcome({ mutant, killedBy: undefined, isUnreached: true });
    const repeatable = reached.filter(({ repeats }) => repeats);
    if (repeatable.length > 0) together.push(trialOf(mutant, repeatable));
    else if (all.length > 0) alone.push(trialOf(mutant, all));
  }
  await inProcesses(together, options, (outcome) => {
    const { mutant } = outcome;
    const isAtLoad = measured.atLoad.has(mutant);
    const reached = reachedBy.get(mutant)!;
    const mayFail = remembers || isAtLoad || !reached.every(({ repeats }) => repeats);
    if (outcome.killedBy === undefined && mayFail) {
      alone.push(trialOf(mutant, isAtLoad ? measured.tests : reached));
    } else onOutcome(outcome);
  });
  await eachInTurn(alone, options.processes, async (trial) => {
    await tryTrials([trial], options, onOutcome);
  });
}

function trialOf(mutant: number, tests: readonly TestAnswer[]): Trial {
  return { mutant, tests: tests.map(({ name }) => name) };
}

function testsByMutant({ tests }: Measured): ReadonlyMap<number, TestAnswer[]> {
  const found = new Map<number, TestAnswer[]>();
  for (const test of tests) {
    for (const mutant of test.asked) {
      const known = found.get(mutant);
      if (known === undefined) found.set(mutant, [test]);
      else known.push(test);
    }
  }
  return found;
}

/** The trials, shared among processes in portions, so that a lost process costs little. */
async function inProcesses(
  trials: readonly Trial[],
  options: JudgeOptions,
  onOutcome: (outcome: Outcome) => void,
): Promise<void> {
  const portions: Trial[][] = [];
  for (let at = 0; at < trials.length; at += 100) portions.push(trials.slice(at, at + 100));
  await eachInTurn(
    portions,
    options.processes,
    (portion) => tryTrials(portion, options, onOutcome),
  );
}

/** Tries `trials` in order, in as few processes as survive them. */
async function tryTrials(
  trials: readonly Trial[],
  { copy }: JudgeOptions,
  onOutcome: (outcome: Outcome) => void,
): Promise<void> {
  let rest = trials;
  while (rest.length > 0) {
    const files = new Set(rest.flatMap(({ tests }) => tests.map((name) => name.split(": ")[0]!)));
    const orders = { kind: "try", files: [...files], trials: rest } as const;
    let isFirst = true;
    let done = 0;
    for await (const answer of answersTo<TrialAnswer>(copy.directory, orders)) {
      // The process was broken before or by this mutant: a fresh one tells.
      if (answer.leftBroken && !isFirst) break;
      done++;
      isFirst = false;
      onOutcome(outcomeOf(answer));
    }
    if (done === 0) {
      onOutcome({ mutant: rest[0]!.mutant, killedBy: "the process ended", isUnreached: false });
      done = 1;
    }
    rest = rest.slice(done);
  }
}

function outcomeOf({ mutant, killedBy }: TrialAnswer): Outcome {
  return { mutant, killedBy: killedBy ?? undefined, isUnreached: false };
}

async function eachInTurn<T>(
  items: readonly T[],
  width: number,
  run: (item: T) => Promise<void>,
): Promise<void> {
  const queue = [...items];
  async function worker(): Promise<void> {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await run(item);
  }
  await Promise.all(Array.from({ length: width }, worker));
}
