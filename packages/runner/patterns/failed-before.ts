/**
 * The negative memo: errors that the same source under the same toolchain gives again. In memory
 * only, bounded; what says nothing about the source (aborts, stores, memory) is never kept.
 */
import { BoundedMap } from "@commonfabric/canonical";
import type { SpaceId } from "@commonfabric/storage";
import { isDeterministicFailure } from "../engine/failures.ts";

const BOUND = 512;

/** What failed: a module that was to be loaded, or a program that was to be compiled. */
export interface FailedWork {
  readonly space: SpaceId | undefined;
  /** The identity of the module, or a digest over those of the program. */
  readonly what: string;
}

export class FailedBefore {
  readonly #runtimeVersion: () => string | undefined;
  readonly #errors = new BoundedMap<string, { readonly error: unknown }>(BOUND);

  constructor(runtimeVersion: () => string | undefined) {
    this.#runtimeVersion = runtimeVersion;
  }

  /** The error that is known; wrapped, since code may throw `undefined`. */
  find(work: FailedWork): { readonly error: unknown } | undefined {
    return this.#errors.get(this.#key(work));
  }

  /** Keeps `error` if it comes again. @returns whether it does */
  note(work: FailedWork, error: unknown): boolean {
    const comesAgain = isDeterministicFailure(error);
    if (comesAgain) this.#errors.set(this.#key(work), { error });
    return comesAgain;
  }

  get size(): number {
    return this.#errors.size;
  }

  #key({ space, what }: FailedWork): string {
    return [space ?? "", what, this.#runtimeVersion() ?? ""].join("\0");
  }
}
