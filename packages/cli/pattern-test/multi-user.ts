/**
 * A test of several users: one runtime and one user per participant, all on one store.
 *
 *     setup --run once--> its result --link--> argument { setup } of each participant
 *     alice: ... label "sent" ...      bob: ... await "sent" ...
 */
import { type Cell, isPattern, type Namespace, type PatternValue } from "@commonfabric/runner";
import { type PlayContext, type Played, TestFileError } from "./play-context.ts";
import { playPattern, runTestPattern, tearDown } from "./play-pattern.ts";
import { LabelBarriers } from "./label-barriers.ts";
import { TEST_SPACE, TestSession } from "./test-session.ts";

/** What `multiUserTest` makes. */
export interface MultiUserTest {
  readonly setup?: PatternValue;
  readonly participants: {
    readonly [name: string]: { readonly pattern: PatternValue; readonly user: string };
  };
}

/** Plays all participants at the same time. The set-up runs in `first`, which is disposed before. */
export async function playMultiUserTest(
  test: MultiUserTest,
  first: TestSession,
  context: PlayContext,
): Promise<Played> {
  const names = Object.keys(test.participants);
  if (names.length === 0) throw new TestFileError("multiUserTest() has no participants");
  const setup = await runSetup(test, first, context);
  const problems = await tearDown(first, context);
  const barriers = new LabelBarriers(names);
  const sessions: TestSession[] = [];
  const playing = names.map(async (name) => {
    const { user } = test.participants[name]!;
    const session = new TestSession({ ...context.session, user: { user, session: name } });
    sessions.push(session);
    try {
      const pattern = await participantPattern(name, session, context);
      const played = await playPattern({
        pattern,
        argument: setup === undefined ? {} : { setup: linkedIn(session, setup) },
        cause: { patternTest: "participant", name },
        session,
        barriers: barriers.of(name),
        prefix: `${name}/`,
      }, context);
      return { ...played, problems: played.problems.map((problem) => `${name}: ${problem}`) };
    } finally {
      barriers.leave(name);
      await session.runtime.dispose();
    }
  });
  const played = await Promise.all(playing);
  return {
    steps: played.flatMap(({ steps }) => steps),
    sessions: [first, ...sessions],
    problems: [
      ...first.errors.map(({ name, message }) => `setup: ${name}: ${message}`),
      ...problems,
      ...played.flatMap((each) => each.problems),
    ],
  };
}

async function runSetup(
  { setup }: MultiUserTest,
  session: TestSession,
  context: PlayContext,
): Promise<Cell | undefined> {
  if (setup === undefined) return undefined;
  const cause = { patternTest: "setup" };
  const result = await runTestPattern({ pattern: setup, argument: {}, cause, session }, context);
  await session.runtime.settled();
  return result;
}

/** The pattern as the engine of the participant's runtime has it. */
async function participantPattern(
  name: string,
  { runtime }: TestSession,
  { program }: PlayContext,
): Promise<PatternValue> {
  await runtime.openSpace(TEST_SPACE);
  const { result } = await runtime.patterns.compileAndRegisterModules(program, {
    space: TEST_SPACE,
  });
  const test = Reflect.get(result.main as Namespace, "default") as MultiUserTest;
  const pattern = test.participants[name]?.pattern;
  if (!isPattern(pattern)) throw new TestFileError(`participant "${name}" has no pattern`);
  return pattern as PatternValue;
}

function linkedIn({ runtime }: TestSession, setup: Cell): Cell {
  const { space, id, path } = setup.getAsNormalizedFullLink();
  return runtime.getCellFromLink({ "/": { "link@1": { space, id, path } } });
}
