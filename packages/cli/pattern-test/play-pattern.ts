/**
 * One pattern of tests in one runtime, from its default piece to its end:
 *
 *     default piece -> run, commit, settle -> members -> steps -> dispose -> what was expected
 */
import { type Cell, installTestDefaultPiece, type PatternValue } from "@commonfabric/runner";
import { type TimeLimit, within } from "../run/time-limit.ts";
import { type Expectations, readExpectations, unmetExpectations } from "./expectations.ts";
import { type PlayContext, type Played, problemText } from "./play-context.ts";
import { type Barriers, playSteps } from "./play-steps.ts";
import type { TestStepReport } from "./test-report.ts";
import { TEST_SPACE, type TestSession } from "./test-session.ts";

export interface PlayRequest {
  readonly pattern: PatternValue;
  readonly argument: unknown;
  /** Names the piece in its space. */
  readonly cause: unknown;
  readonly session: TestSession;
  readonly barriers?: Barriers;
  /** Put before the names of steps. */
  readonly prefix?: string;
}

const NOTHING_EXPECTED: Expectations = {
  allowRuntimeErrors: false,
  expectRuntimeErrors: undefined,
  allowConsoleErrors: false,
  allowConsoleWarnings: false,
  expectNonIdempotent: false,
};

/** Compiling and storing a first piece is no action of a test. */
const SETUP_MS = 60_000;
/** A runtime that has nothing to wait for stops in far less. */
const MIN_TEARDOWN_MS = 1_000;

/** Plays `request`; what goes wrong is in the answer. Its runtime is disposed. */
export async function playPattern(
  request: PlayRequest,
  context: PlayContext,
): Promise<Omit<Played, "sessions">> {
  const { session } = request;
  const problems: string[] = [];
  const steps: TestStepReport[] = [];
  let expected = NOTHING_EXPECTED;
  try {
    const result = await runTestPattern(request, context);
    const limit = limitOf(context);
    expected = await readExpectations(result, context.main, limit);
    await playSteps({
      ...request,
      result,
      limit,
      nowMs: context.powers.nowMs,
      onStep: (report) => void steps.push(report),
    });
  } catch (error) {
    problems.push(problemText(error));
  }
  problems.push(...await tearDown(session, context));
  problems.push(...unmetExpectations(expected, session));
  return { steps, problems };
}

function limitOf({ timeoutMs, powers }: PlayContext): TimeLimit {
  return { ms: timeoutMs, setTimer: powers.setTimer };
}

/** Runs the pattern to rest beside a default piece; gives its result cell. */
export async function runTestPattern(
  { pattern, argument, cause, session: { runtime } }: PlayRequest,
  { powers }: PlayContext,
): Promise<Cell> {
  const limit: TimeLimit = { ms: SETUP_MS, setTimer: powers.setTimer };
  const run = async (): Promise<Cell> => {
    await installTestDefaultPiece(runtime, TEST_SPACE);
    const result = runtime.getCell(TEST_SPACE, cause, { schema: pattern.resultSchema });
    await runtime.editWithRetry((tx) => void runtime.run(tx, pattern, argument, result.withTx(tx)));
    await runtime.synced();
    return result;
  };
  return await within(run(), "Setting up the test", limit);
}

/** Disposes the runtime of `session`; gives a problem when that does not end. */
export async function tearDown(
  { runtime }: TestSession,
  { timeoutMs, powers }: PlayContext,
): Promise<string[]> {
  const deadlineMs = Math.max(timeoutMs, MIN_TEARDOWN_MS);
  const startedMs = powers.nowMs();
  await runtime.dispose({ deadlineMs });
  if (powers.nowMs() - startedMs < deadlineMs) return [];
  return [`teardown did not finish within ${deadlineMs} ms`];
}
