/** A test of one user: its pattern in one runtime. */
import type { PatternValue } from "@commonfabric/runner";
import type { PlayContext, Played } from "./play-context.ts";
import { playPattern } from "./play-pattern.ts";
import type { TestSession } from "./test-session.ts";

/** Plays `pattern` in `session`, and disposes its runtime. */
export async function playSinglePattern(
  pattern: PatternValue,
  session: TestSession,
  context: PlayContext,
): Promise<Played> {
  const cause = { patternTest: "test" };
  const played = await playPattern({ pattern, argument: {}, cause, session }, context);
  return { ...played, sessions: [session] };
}
