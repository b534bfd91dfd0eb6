/**
 * Rejections that nobody waits for: pattern code may start work and forget it. Such an error belongs
 * to the runtime whose code it is, and never ends the process. One listener serves all runtimes.
 */

/** Takes the reason of a rejection; `false` for one that is not its own. */
export type RejectionTaker = (reason: unknown) => boolean;

/** Every live runtime has one. */
const takers = new Set<RejectionTaker>();

/**
 * Asks `taker` about rejections that nobody handles. The answer ends that, after a turn: the platform
 * tells of a rejection when the turn is over in which it happened.
 */
export function takeFloatingRejections(taker: RejectionTaker): () => Promise<void> {
  if (takers.size === 0) globalThis.addEventListener("unhandledrejection", offer);
  takers.add(taker);
  return async () => {
    await new Promise((resolve) => setTimeout(resolve));
    takers.delete(taker);
    if (takers.size === 0) globalThis.removeEventListener("unhandledrejection", offer);
  };
}

function offer(event: PromiseRejectionEvent): void {
  for (const taker of takers) {
    if (!taker(event.reason)) continue;
    event.preventDefault();
    return;
  }
}
