/** Waiting for a store that cannot be reached, on behalf of an event. */
import { StoreUnavailableError } from "../transactions/errors.ts";
import type { RuntimePorts } from "../scheduler/ports.ts";

const TRIES = 8;
const FIRST_PAUSE_MS = 50;

/**
 * What `read` gives, tried again with longer and longer pauses while a store is unavailable. The
 * queue of events waits meanwhile, so the tries have an end.
 * @throws {StoreUnavailableError} that of the last try
 */
export async function whenReachable<T>(
  ports: Pick<RuntimePorts, "setTimer">,
  read: () => Promise<T>,
): Promise<T> {
  for (let tries = 1;; tries++) {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof StoreUnavailableError) || tries === TRIES) throw error;
    }
    const pauseMs = FIRST_PAUSE_MS * 2 ** (tries - 1);
    await new Promise<void>((resolve) => void ports.setTimer(pauseMs, resolve));
  }
}
