/** Clock, randomness and timers of this process: what a runtime uses when none are handed in. */
import type { RuntimePorts } from "../scheduler/ports.ts";

/** The ports of the platform. */
export function platformPorts(): RuntimePorts {
  return {
    nowMs: () => Date.now(),
    random: () => Math.random(),
    setTimer: (ms, fn) => {
      const timer = setTimeout(fn, ms);
      return () => clearTimeout(timer);
    },
  };
}

/** A name that no other runtime of a store has. */
export function freshRuntimeId(): string {
  return crypto.randomUUID();
}
