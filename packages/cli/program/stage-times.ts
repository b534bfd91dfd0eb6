/** Stage times from the times of events: a stage ends when the event that tells of it comes. */
import type { LoggedEvent } from "@commonfabric/runner";
import type { Stage, StageClock } from "../output/timings.ts";

const STAGE_OF: Readonly<Partial<Record<LoggedEvent["type"], Stage>>> = Object.freeze({
  identified: "identity",
  cacheHit: "cacheRead",
  cacheMiss: "cacheRead",
  compiled: "compile",
  carried: "compile",
  verified: "verify",
  evaluated: "evaluate",
  wroteBack: "writeBack",
  started: "instantiate",
  resumed: "instantiate",
});

/**
 * Takes events as they come and adds the time between each and the one before it to the stage that
 * the event ends. The compiler and the verifier work interleaved and tell at the end, so their times
 * are lower bounds.
 */
export function stageTimesInto(clock: StageClock): (event: LoggedEvent) => void {
  let beforeMs: number | undefined;
  return ({ type, atMs }) => {
    const stage = STAGE_OF[type];
    if (stage !== undefined) clock.add(stage, atMs - (beforeMs ?? atMs));
    beforeMs = atMs;
  };
}
