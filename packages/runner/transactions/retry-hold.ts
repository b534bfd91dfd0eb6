/**
 * Between a commit that came too late and the next try of its owner, readers are without what they
 * were shown. Sinks are kept as they are meanwhile, so that they show no way back.
 */
import type { Cancel } from "@commonfabric/storage";
import type { SpaceTable } from "./space-table.ts";

export class RetryHold {
  readonly #spaces: SpaceTable;
  #release: Cancel | undefined;

  constructor(spaces: SpaceTable) {
    this.#spaces = spaces;
  }

  readonly begin = (): void => {
    this.#release ??= this.#spaces.holdSinks();
  };

  /** The next try is done, there is none, or it takes longer than anybody should wait. */
  readonly end = (): void => {
    this.#release?.();
    this.#release = undefined;
  };
}
