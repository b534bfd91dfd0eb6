/** Waiting after an action until nothing moves any more. */
import type { Runtime } from "@commonfabric/runner";
import { pause, type SetTimer } from "../run/time-limit.ts";

const MAX_PASSES = 20;

/** An action set something in motion that does not end. */
export class NotQuietError extends Error {
  override readonly name = "NotQuietError";
  constructor(actions: readonly string[]) {
    const dirty = actions.length === 0 ? "none is dirty between passes" : actions.join(", ");
    super(`Not quiet after ${MAX_PASSES} passes; still dirty: ${dirty}`);
  }
}

/**
 * Runs passes of idle and confirmed commits until one of them does nothing; gives their number.
 * @throws {NotQuietError}
 */
export async function quiesce(runtime: Runtime, setTimer: SetTimer): Promise<number> {
  for (let pass = 1; pass <= MAX_PASSES; pass++) {
    const before = activity(runtime);
    await runtime.synced();
    if (activity(runtime) === before && dirtyActions(runtime).length === 0) return pass;
    await pause(0, setTimer);
  }
  throw new NotQuietError(dirtyActions(runtime));
}

/** Grows with everything that runs. */
function activity(runtime: Runtime): number {
  const { computationRuns, handlerRuns, eventsDelivered } = runtime.counters();
  return computationRuns + handlerRuns + eventsDelivered;
}

function dirtyActions(runtime: Runtime): string[] {
  return runtime.snapshot().nodes
    .filter(({ status, demanded }) => demanded && status !== "clean")
    .map(({ id }) => id);
}
