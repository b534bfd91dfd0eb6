/**
 * Which closures are durable in which space, and the one way in which a closure becomes durable:
 * single flight per (space, entry), events and counters for what really happened.
 */
import { BoundedMap, sortedUtf8 } from "@commonfabric/canonical";
import type { Identity } from "@commonfabric/module-identity";
import type { SpaceId } from "@commonfabric/storage";
import { SingleFlight } from "../engine/single-flight.ts";
import type { EventLog } from "./event-log.ts";
import type { KnownModule } from "./known-modules.ts";
import type { DocumentsFound, ModuleCache } from "./module-cache.ts";

const BOUND = 10_000;

export interface DurableClosuresParts {
  readonly cacheOf: (space: SpaceId) => Promise<ModuleCache>;
  readonly events: EventLog;
}

export class DurableClosures {
  readonly #parts: DurableClosuresParts;
  readonly #writes = new SingleFlight<void>();
  /** The end of the last write of an entry, by space and entry. */
  readonly #turns = new Map<string, Promise<void>>();
  readonly #remembered = new BoundedMap<string, true>(BOUND);
  readonly #spaces = new BoundedMap<Identity, Set<SpaceId>>(BOUND);
  #firstFailure: { readonly error: unknown } | undefined;

  constructor(parts: DurableClosuresParts) {
    this.#parts = parts;
  }

  get busy(): boolean {
    return this.#writes.size > 0;
  }

  settled(): Promise<void> {
    return this.#writes.settled();
  }

  /** Waits for writes. @throws the first failure since the last call */
  async flush(): Promise<void> {
    await this.settled();
    const failure = this.#firstFailure;
    this.#firstFailure = undefined;
    if (failure !== undefined) throw failure.error;
  }

  /**
   * Remembers that the closure of `entry` was seen complete in `space`. `members` are the code
   * modules of that closure: the closure of each is part of it, so that a pointer to one of them
   * (a child pattern of another module) needs no write-back of its own.
   */
  note(entry: Identity, space: SpaceId, members: Iterable<Identity>): void {
    for (const identity of [...members, entry]) {
      this.#remembered.set(`${space}\0${identity}`, true);
      const spaces = this.#spaces.get(identity) ?? new Set();
      spaces.add(space);
      this.#spaces.set(identity, spaces);
    }
  }

  /** Spaces in which the closure of `entry` was seen: where it can be copied from. */
  spacesOf(entry: Identity): readonly SpaceId[] {
    return [...this.#spaces.get(entry) ?? []];
  }

  /** Whether the closure of `identity` was seen complete in `space`. */
  isRemembered(identity: Identity, space: SpaceId): boolean {
    return this.#remembered.get(`${space}\0${identity}`) !== undefined;
  }

  /** Whether `space` holds the closure now: remembered, and confirmed by two keyed reads. */
  async confirm(entry: Identity, space: SpaceId): Promise<boolean> {
    if (!this.isRemembered(entry, space)) return false;
    const cache = await this.#parts.cacheOf(space);
    const { source, compiled } = await cache.isDurable(entry);
    return source && compiled;
  }

  /**
   * Stores `closure` (dependencies first) where the space lacks it; valid documents stay as they
   * are.
   * @throws {WriteBackError} and others of the cache, after a `writeBackFailed` event
   */
  write(
    entry: Identity,
    space: SpaceId,
    closure: readonly KnownModule[],
    found: DocumentsFound,
  ): Promise<void> {
    const place = `${space}\0${entry}`;
    // Writers of one closure share a run; those of others, with a test beside it say, take turns.
    const members = sortedUtf8(closure.map(({ source }) => source.identity)).join("\0");
    return this.#writes.run(`${place}\0${members}`, () =>
      this.#inTurn(place, async () => {
        try {
          await this.#writeOnce(entry, space, closure, found);
        } catch (error) {
          this.#firstFailure ??= { error };
          const message = error instanceof Error ? error.message : String(error);
          this.#parts.events.emit({ type: "writeBackFailed", space, entry, error: message });
          throw error;
        }
      }));
  }

  async #inTurn(place: string, write: () => Promise<void>): Promise<void> {
    const before = this.#turns.get(place);
    const turn = before === undefined ? write() : before.then(write);
    const over: Promise<void> = turn.then(() => {}, () => {}).then(() => {
      if (this.#turns.get(place) === over) this.#turns.delete(place);
    });
    this.#turns.set(place, over);
    await turn;
  }

  async #writeOnce(
    entry: Identity,
    space: SpaceId,
    closure: readonly KnownModule[],
    found: DocumentsFound,
  ): Promise<void> {
    const cache = await this.#parts.cacheOf(space);
    const { sources, compiled } = await cache.writeBack(entry, closure, found);
    if (sources.length + compiled.length > 0) {
      this.#parts.events.emit({ type: "wroteBack", space, entry, sources, compiled });
    }
    const code = closure.filter((module) => module.compiled !== undefined);
    this.note(entry, space, code.map((module) => module.source.identity));
  }
}
