/** What the scheduler needs from the platform. */
import type { Cancel } from "@commonfabric/storage";

export interface RuntimePorts {
  /** Milliseconds since the epoch. */
  readonly nowMs: () => number;
  /** A number in [0, 1). */
  readonly random: () => number;
  readonly setTimer: (ms: number, fn: () => void) => Cancel;
}
