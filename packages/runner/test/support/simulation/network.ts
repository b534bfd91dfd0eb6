/**
 * The way between one simulated process and the stores of all of them. Calls and answers take time
 * and overtake each other, calls fail before or after their effect, notices come late and in order,
 * everything may be out of reach for a while, and a process that dies is cut off.
 */
import {
  type CommitNotice,
  type SpaceStore,
  type SpaceStores,
  StoreBusyError,
} from "@commonfabric/storage";
import type { SimulatedClock } from "./clock.ts";
import type { Draws } from "./draws.ts";

/** What the stores of a run have in common. */
export interface Weather {
  /** Probability that a call fails. */
  failures: number;
  /** Nothing is in reach before this time. */
  downUntil: number;
  readonly slowestMs: number;
}

export class Network {
  readonly #clock: SimulatedClock;
  readonly #draws: Draws;
  readonly #weather: Weather;
  readonly #isSynchronous: boolean;
  #isCut = false;

  constructor(parts: {
    readonly clock: SimulatedClock;
    readonly draws: Draws;
    readonly weather: Weather;
    readonly isSynchronous: boolean;
  }) {
    this.#clock = parts.clock;
    this.#draws = parts.draws;
    this.#weather = parts.weather;
    this.#isSynchronous = parts.isSynchronous;
  }

  /** The process is dead: no answer reaches it, and what is on its way may still arrive. */
  cut(): void {
    this.#isCut = true;
  }

  stores(base: SpaceStores): SpaceStores {
    return async (space) => this.#store(await base(space));
  }

  #store(store: SpaceStore): SpaceStore {
    const call = <T>(effect: () => Promise<T>) => this.#call(effect);
    return {
      space: store.space,
      read: (keys) => call(() => store.read(keys)),
      heads: (keys) => call(() => store.heads(keys)),
      readBlobs: (hashes) => call(() => store.readBlobs(hashes)),
      commit: (batch) => call(() => store.commit(batch)),
      subscribe: (after, fn) => store.subscribe(after, this.#inOrder(fn)),
      observations: (pieces) => call(() => store.observations(pieces)),
      affected: (keys) => call(() => store.affected(keys)),
      list: (query) => call(() => store.list(query)),
      blobStats: () => call(() => store.blobStats()),
      upkeep: store.upkeep,
      head: () => call(() => store.head()),
      close: () => this.#isCut ? new Promise(() => {}) : store.close(),
      ...(this.#isSynchronous
        ? {
          readSync: (key) => this.#now(() => store.readSync!(key)),
          commitSync: (batch) => this.#now(() => store.commitSync!(batch)),
        }
        : {}),
    };
  }

  async #call<T>(effect: () => Promise<T>): Promise<T> {
    await this.#travel();
    const isLost = this.#isCut && this.#draws.chance(0.5);
    if (isLost) return await new Promise(() => {});
    const fails = this.#fails();
    if (fails && this.#draws.chance(0.5)) throw new Error("The call did not arrive");
    const result = await effect();
    await this.#travel();
    if (this.#isCut) return await new Promise(() => {});
    if (fails) throw new Error("The answer did not arrive");
    return result;
  }

  #now<T>(effect: () => T): T {
    if (this.#isCut || this.#fails()) throw new StoreBusyError("simulated", 5_000);
    return effect();
  }

  #fails(): boolean {
    const { downUntil, failures } = this.#weather;
    return this.#clock.now < downUntil || (failures > 0 && this.#draws.chance(failures));
  }

  #travel(): Promise<void> {
    return this.#clock.sleep(this.#draws.below(this.#weather.slowestMs));
  }

  /** Notices keep their order however long each of them takes. */
  #inOrder(fn: (notice: CommitNotice) => void): (notice: CommitNotice) => void {
    let last = Promise.resolve();
    return (notice) => {
      const travelled = this.#travel();
      last = last.then(() => travelled).then(() => {
        if (!this.#isCut) fn(notice);
      });
    };
  }
}
