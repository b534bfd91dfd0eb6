/** Host-to-guest calls: whatever they throw or reject with leaves with an authored stack. */
import { isNativePromise } from "../frame-context-powers.ts";
import { mapErrorOnce, type StackMapper } from "./guest-errors.ts";
import { ensureLockdown } from "./lockdown.ts";

export interface SESRuntimeOptions {
  readonly mapper?: StackMapper;
  /** Frames of the runner become `    at <CF_INTERNAL>`; their number does not change. */
  readonly hideInternalStackFrames?: boolean;
}

/** The border that host code crosses to call guests. */
export class SESRuntime {
  readonly #options: SESRuntimeOptions;

  constructor(options: SESRuntimeOptions = {}) {
    ensureLockdown();
    this.#options = options;
  }

  /** The result of `fn`. @throws what `fn` throws, mapped once; a rejection likewise */
  exec<T>(fn: () => T): T {
    let result: T;
    try {
      result = fn();
    } catch (error) {
      throw this.#map(error);
    }
    return isNativePromise(result) ? this.#mapRejection(result) as T : result;
  }

  /** Awaits, because a guest's promise may have a `then` or a `catch` of its own. */
  async #mapRejection(given: Promise<unknown>): Promise<unknown> {
    try {
      return await given;
    } catch (error) {
      throw this.#map(error);
    }
  }

  #map(error: unknown): unknown {
    return mapErrorOnce(error, this.#options.mapper, this.#options);
  }
}
