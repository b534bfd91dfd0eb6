/** Stage times from the event log: each stage ends at its event and begins where the last ended. */
import type { EventType } from "@commonfabric/contract";
import type { LoggedEvent } from "@commonfabric/runner";
import type { Stage } from "./messages.ts";

/** A clock that is finer than a millisecond, for the times of events. */
export function fineNowMs(): number {
  return performance.timeOrigin + performance.now();
}

/** The stage that ends when an event is emitted. */
export interface StageMark {
  readonly name: string;
  readonly remark: (event: LoggedEvent) => string;
}

/** The stages that `events` mark from `startMs` on; a stage without event is left out. */
export function stagesOf(
  events: readonly LoggedEvent[],
  startMs: number,
  marks: ReadonlyMap<EventType, StageMark>,
): Stage[] {
  const stages: Stage[] = [];
  let since = startMs;
  for (const event of events) {
    const mark = marks.get(event.type);
    if (mark === undefined) continue;
    stages.push({ name: mark.name, ms: event.atMs - since, remark: mark.remark(event) });
    since = event.atMs;
  }
  return stages;
}

/** `1 module`, `5 modules`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** The number of modules that an event lists. */
export function moduleCount(event: LoggedEvent): number {
  if (!("modules" in event)) return 0;
  return typeof event.modules === "number" ? event.modules : event.modules.length;
}
