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
 * Adds the time between each event and the one before it to the stage that the event ends. The
 * compiler and the verifier work interleaved and tell at the end, so their times are lower bounds.
 */
export function addStageTimes(clock: StageClock, events: readonly LoggedEvent[]): void {
  let beforeMs = events[0]?.atMs;
  for (const event of events) {
    const stage = STAGE_OF[event.type];
    if (stage !== undefined) clock.add(stage, event.atMs - beforeMs!);
    beforeMs = event.atMs;
  }
}
