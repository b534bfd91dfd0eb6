/**
 * The typed event log of a pattern manager: a ring of the newest events plus subscription. Free
 * when nobody listens; no decision may read it.
 */
import type { EngineEvent } from "@commonfabric/contract";
import type { Cancel } from "@commonfabric/storage";

const RING_SIZE = 1_024;

/** An event with its sequence number and time (milliseconds, for reports only). */
export type LoggedEvent = EngineEvent & { readonly seq: number; readonly atMs: number };

export class EventLog {
  readonly #ring: LoggedEvent[] = [];
  readonly #listeners = new Set<(event: LoggedEvent) => void>();
  readonly #nowMs: () => number;
  #seq = 0;

  /** `nowMs` stamps events, for reports. */
  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  /** Adds an event. A listener that throws does not disturb the caller; it is dropped. */
  emit(event: EngineEvent): void {
    const logged: LoggedEvent = { ...event, seq: ++this.#seq, atMs: this.#nowMs() };
    this.#ring.push(logged);
    if (this.#ring.length > RING_SIZE) this.#ring.shift();
    for (const listener of [...this.#listeners]) {
      try {
        listener(logged);
      } catch {
        this.#listeners.delete(listener);
      }
    }
  }

  /** Calls `listener` with every event from now on. */
  subscribe(listener: (event: LoggedEvent) => void): Cancel {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** The newest events, at most 1,024, oldest first; with `after`, only those behind it. */
  recent(after = 0): readonly LoggedEvent[] {
    return this.#ring.filter((event) => event.seq > after);
  }

  /** The sequence number of the newest event. */
  get lastSeq(): number {
    return this.#seq;
  }
}
