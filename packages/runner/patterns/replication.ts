/**
 * Copies of closures to other spaces, outside of any set-up. Each is written down in the space that
 * it comes from before it is begun; who opens that space goes on with what somebody left.
 *
 *     intent in A ──> closure into B, entry last ──> intent deleted
 *        │  crash: copied again, which changes nothing that is there
 *        └─ B out of reach: again later; after seven days somebody has to look
 */
import type { ReplicationIntent, StoredIntent } from "@commonfabric/compilation-cache";
import type { Identity } from "@commonfabric/module-identity";
import type { Cancel, SpaceId } from "@commonfabric/storage";
import { SingleFlight } from "../engine/single-flight.ts";
import type { DurableClosures } from "./durable-closures.ts";
import { PatternNotPersistableError, ReplicationOverdueError } from "./errors.ts";
import type { EventLog } from "./event-log.ts";
import type { SpaceCopies } from "./space-copies.ts";

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 10 * 60 * 1_000;
const OVERDUE_MS = 7 * 24 * 60 * 60 * 1_000;

export interface ReplicationParts {
  readonly copiesOf: (space: SpaceId) => Promise<SpaceCopies>;
  readonly durable: DurableClosures;
  readonly events: EventLog;
  readonly setTimer: (ms: number, fn: () => void) => Cancel;
  /** Failures that nobody waits for. */
  readonly onError: (error: unknown) => void;
}

interface Copy extends ReplicationIntent {
  readonly from: SpaceId;
}

export class Replication {
  readonly #parts: ReplicationParts;
  readonly #copies = new SingleFlight<void>();
  readonly #replays = new Set<Promise<void>>();
  /** Copies that wait to be tried again. */
  readonly #paused = new Map<string, Cancel>();
  #isClosed = false;

  constructor(parts: ReplicationParts) {
    this.#parts = parts;
  }

  /** Whether something is copied now; what waits to be tried again is not under way. */
  get busy(): boolean {
    return this.#copies.size + this.#replays.size > 0;
  }

  async settled(): Promise<void> {
    await this.#copies.settled();
    await Promise.all(this.#replays);
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** Tries nothing again from here on. */
  close(): void {
    this.#isClosed = true;
    for (const cancel of this.#paused.values()) cancel();
    this.#paused.clear();
  }

  /**
   * Copies the closure of `entry`. When the space it goes to fails, it is tried again later, here or
   * by whoever opens `from`.
   * @throws {PatternNotPersistableError} when `from` has no readable closure; nothing is written
   * @throws {WriteBackError} @throws {StoreUnavailableError}
   */
  async replicate(entry: Identity, to: SpaceId, from: SpaceId): Promise<void> {
    const copy = { from, to, entry };
    const source = await this.#parts.copiesOf(from);
    await this.#read(source, entry);
    await source.intend(copy);
    try {
      await this.#copyOnce(copy);
    } catch (error) {
      this.#tryLater(copy, 0);
      throw error;
    }
  }

  /** Goes on with what others left in `from`, the oldest first. Reports failures, never rejects. */
  replay(from: SpaceId, intents: readonly StoredIntent[]): void {
    const work: Promise<void> = this.#replayAll(from, intents)
      .then(() => void this.#replays.delete(work));
    this.#replays.add(work);
  }

  async #replayAll(from: SpaceId, intents: readonly StoredIntent[]): Promise<void> {
    for (const { to, entry } of intents) {
      if (this.#isClosed) return;
      await this.#tryAgain({ from, to, entry }, 0);
    }
  }

  #copyOnce(copy: Copy): Promise<void> {
    return this.#copies.run(keyOf(copy), async () => {
      const { from, to, entry } = copy;
      const source = await this.#parts.copiesOf(from);
      const closure = await this.#read(source, entry);
      const { sources } = await (await this.#parts.copiesOf(to)).write(closure);
      this.#parts.durable.note(entry, to, closure.compiled.map(({ identity }) => identity));
      this.#parts.events.emit({ type: "replicated", from, to, entry, modules: sources.length });
      await source.fulfilled(copy);
    });
  }

  async #read(source: SpaceCopies, entry: Identity) {
    const closure = await source.read(entry);
    if ("failure" in closure) throw new PatternNotPersistableError(closure.failure);
    return closure;
  }

  async #tryAgain(copy: Copy, failures: number): Promise<void> {
    try {
      await this.#copyOnce(copy);
    } catch (error) {
      await this.#failed(copy, failures, error);
    }
  }

  async #failed(copy: Copy, failures: number, cause: unknown): Promise<void> {
    const ageMs = await this.#ageOf(copy).catch(() => 0);
    if (ageMs === undefined) return;
    if (ageMs < OVERDUE_MS) return this.#tryLater(copy, failures);
    const error = new ReplicationOverdueError(copy, cause);
    this.#parts.events.emit({
      type: "warning",
      space: copy.from,
      code: "replication:overdue",
      text: error.message,
    });
    this.#parts.onError(error);
  }

  /** How long the intent has been there; `undefined` when it is gone. */
  async #ageOf({ from, to, entry }: Copy): Promise<number | undefined> {
    const source = await this.#parts.copiesOf(from);
    const intents = await source.intents();
    const intent = intents.find((each) => each.to === to && each.entry === entry);
    return intent && await source.now() - intent.at;
  }

  #tryLater(copy: Copy, failures: number): void {
    const key = keyOf(copy);
    if (this.#isClosed || this.#paused.has(key)) return;
    const pauseMs = Math.min(FIRST_PAUSE_MS * 2 ** failures, LONGEST_PAUSE_MS);
    const cancel = this.#parts.setTimer(pauseMs, () => {
      this.#paused.delete(key);
      const work: Promise<void> = this.#tryAgain(copy, failures + 1)
        .then(() => void this.#replays.delete(work));
      this.#replays.add(work);
    });
    this.#paused.set(key, cancel);
  }
}

function keyOf({ from, to, entry }: Copy): string {
  return [from, to, entry].join("\0");
}
