/** One queue of events per runtime, first in, first out. What serving one means is handed in. */
import type { Seq } from "@commonfabric/storage";
import type { Address } from "../types.ts";
import { EventQueueFullError } from "./errors.ts";

export interface EventOutcome {
  readonly status: "committed" | "duplicate" | "failed";
  readonly attempts: number;
  readonly seq?: Seq;
  /** A declared result of the handler. */
  readonly result?: unknown;
  readonly error?: unknown;
}

export interface QueuedEvent {
  /** Hash of (origin, stream, ordinal): a retry has the same id. */
  readonly id: string;
  readonly stream: Address;
  /** Stored tree; links are relative to the space of the stream. */
  readonly payload: unknown;
  /** Handled at most once per space, across processes. */
  readonly isIngress: boolean;
  /** Of the rendered tree: reduced to declared members before it is checked. */
  readonly isRendered: boolean;
  readonly settle: (outcome: EventOutcome) => void;
}

export class EventQueue {
  readonly #events: QueuedEvent[] = [];
  readonly #limit: number;
  readonly #serve: (event: QueuedEvent) => Promise<EventOutcome>;
  #draining: Promise<void> | undefined;

  constructor(serve: (event: QueuedEvent) => Promise<EventOutcome>, limit: number) {
    this.#serve = serve;
    this.#limit = limit;
  }

  /** Events that wait or are served. */
  get length(): number {
    return this.#events.length;
  }

  /** The event that is served, or comes next. */
  get head(): QueuedEvent | undefined {
    return this.#events[0];
  }

  get draining(): Promise<void> | undefined {
    return this.#draining;
  }

  /** @throws {EventQueueFullError} */
  push(event: QueuedEvent): void {
    if (this.#events.length >= this.#limit) throw new EventQueueFullError(this.#limit);
    this.#events.push(event);
    this.#draining ??= this.#drain();
  }

  /** Drops what waits. */
  clear(error: unknown): void {
    for (const event of this.#events.splice(0)) {
      event.settle({ status: "failed", attempts: 0, error });
    }
  }

  async #drain(): Promise<void> {
    // The caller's own turn ends first: what it wrote is visible to the handler.
    await Promise.resolve();
    for (let event = this.#events[0]; event !== undefined; event = this.#events[0]) {
      const outcome = await this.#serve(event);
      if (this.#events[0] === event) this.#events.shift();
      event.settle(outcome);
    }
    this.#draining = undefined;
  }
}
