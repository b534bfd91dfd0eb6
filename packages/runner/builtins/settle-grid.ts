/** When the reply of a request may be seen: on a grid of seconds, so that latencies tell little. */

const GRID_MS = 1_000;

/**
 * The time at which a request that was issued at `issuedMs` and answered at `answeredMs` settles,
 * success or failure. Never before the answer.
 */
export function settleTimeMs(issuedMs: number, answeredMs: number): number {
  const boundary = Math.floor(issuedMs / GRID_MS) * GRID_MS;
  return boundary + GRID_MS * (1 + Math.ceil((answeredMs - issuedMs) / GRID_MS));
}
