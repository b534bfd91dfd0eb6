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
    if (!isNativePromise(result)) return result;
    return result.catch((error: unknown) => {
      throw this.#map(error);
    }) as T;
  }

  #map(error: unknown): unknown {
    return mapErrorOnce(error, this.#options.mapper, this.#options);
  }
}
