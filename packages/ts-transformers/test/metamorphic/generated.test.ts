/**
 * Generated programs: what they mean, what they emit, and where it comes from. `CF_SLOW` makes it
 * two thousand; `CF_SEED` repeats a run. A finding is shrunk to a small program.
 */
import assert from "node:assert/strict";
import fc from "fast-check";
import { type Program, programArbitrary } from "./generate/program.ts";
import { judgeAll, type Judgement, type Question, QUESTIONS } from "./judge.ts";
import { runs } from "../../../canonical/test/support/runs.ts";

const COUNT = runs(60, 2_000);
const SEED = Number(Deno.env.get("CF_SEED") ?? 20261121);
const SHRINK_LIMIT = 300;
const MOST_REJECTED = 0.3;

const programs: readonly Program[] = fc.sample(programArbitrary, { numRuns: COUNT, seed: SEED });
let made: readonly Judgement[] | undefined;
const judged = (): readonly Judgement[] => made ??= judgeAll(programs);

/** A small program with a finding for `question`, near the first one that has any. */
function smallest(question: Question): string {
  const known = new Map(programs.map(({ text }, index) => [text, judged()[index]!]));
  let left = SHRINK_LIMIT;
  const findingOf = (program: Program): string | undefined => {
    const judgement = known.get(program.text);
    if (judgement !== undefined) return judgement.findings.get(question);
    return left-- > 0 ? judgeAll([program])[0]!.findings.get(question) : undefined;
  };
  const { counterexample } = fc.check(
    fc.property(programArbitrary, (program) => findingOf(program) === undefined),
    { seed: SEED, numRuns: COUNT },
  );
  const program = counterexample?.[0];
  if (program === undefined) return "(it did not come again)";
  return `${findingOf(program) ?? judgeAll([program])[0]!.findings.get(question)}\n${program.text}`;
}

const NAMES: Readonly<Record<Question, string>> = {
  types: "every generated program type-checks",
  crash: "no generated program makes the analysis fail",
  acceptance: "a program is refused exactly if it has a construct without a lowering",
  verifier: "the verifier accepts every emitted body",
  rawUse: "no emitted pattern body has a raw use of a reference",
  graph: "inputs, capabilities and registrations of every emitted graph are in order",
  position: "the source map and the sites lead to the authored construct",
  meaning: "compiled programs render and react as their authored text",
};

for (const question of QUESTIONS) {
  Deno.test(NAMES[question], () => {
    const failing = judged().filter(({ findings }) => findings.has(question)).length;
    if (failing === 0) return;
    assert.fail(
      `${failing} of ${COUNT} programs, seed ${SEED}, for example:\n${smallest(question)}`,
    );
  });
}

Deno.test("at most three in ten generated programs are refused", () => {
  const rejected = judged().filter(({ isRejected }) => isRejected).length;
  assert.ok(rejected <= COUNT * MOST_REJECTED, `${rejected} of ${COUNT} are refused`);
});
