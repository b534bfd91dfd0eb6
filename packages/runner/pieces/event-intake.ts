/**
 * The ways into the event queue: from a host, from what a handler sent, from a tool that a model
 * calls. It names each event and says where it goes; `serve-event.ts` serves it.
 */
import { handleState } from "../cells/handle-state.ts";
import { checkedPayload } from "../cells/event-payload.ts";
import { hostCell } from "../cells/handles.ts";
import { makeReader } from "../cells/reading.ts";
import { type Reader, resolve } from "../links/resolve.ts";
import { linkTarget } from "../links/sigil.ts";
import { isRenderedNode } from "../schemas/place.ts";
import { RuntimeDisposedError } from "../scheduler/errors.ts";
import { type EventOutcome, EventQueue, type QueuedEvent } from "../scheduler/event-queue.ts";
import type { Address, Cell, Stream } from "../types.ts";
import { convertHostValue } from "../values/convert-host-value.ts";
import { currentTarget } from "./event-target.ts";
import type { PendingSend } from "./running-pieces.ts";
import type { RuntimeCore } from "./runtime-core.ts";
import { eventId } from "./serve-event.ts";

export class EventIntake {
  readonly #core: () => RuntimeCore;
  readonly #queue: EventQueue;
  #hostEvents = 0;

  constructor(
    core: () => RuntimeCore,
    serve: (event: QueuedEvent) => Promise<EventOutcome>,
    limit: number,
  ) {
    this.#core = core;
    this.#queue = new EventQueue(serve, limit);
  }

  /** Events that wait or are served. */
  get length(): number {
    return this.#queue.length;
  }

  /** The stream of the event that is served, or comes next. */
  get head(): Address | undefined {
    return this.#queue.head?.stream;
  }

  get draining(): Promise<void> | undefined {
    return this.#queue.draining;
  }

  /** Drops what waits. */
  clear(error: unknown): void {
    this.#queue.clear(error);
  }

  /**
   * Queues an event of the host and resolves with what became of it.
   * @throws {UnstorableValueError} @throws {ValueTooLargeError} @throws {EventQueueFullError}
   */
  async fromHost(
    to: Stream | Cell,
    event: unknown,
    options: { readonly ingressId?: string | undefined },
  ): Promise<EventOutcome> {
    try {
      return await this.#fromHost(to, event, options);
    } catch (error) {
      if (error instanceof RuntimeDisposedError) return { status: "failed", attempts: 0, error };
      throw error;
    }
  }

  async #fromHost(
    to: Stream | Cell,
    event: unknown,
    { ingressId }: { readonly ingressId?: string | undefined },
  ): Promise<EventOutcome> {
    const { cellHost, spaces } = this.#core();
    const start = linkTarget(to.getAsLink(), { space: "", id: "" });
    const cell = hostCell(cellHost, start);
    await cell.sync();
    const reader = makeReader(cellHost, undefined, false);
    let stream = currentTarget(this.#core(), reader, start);
    if (stream === undefined) {
      await cell.pull();
      stream = resolve(reader, start, "all").address;
    }
    const payload = checkedPayload(convertHostValue(event, stream.space));
    const origin = ingressId === undefined
      ? `${spaces.nextTransactionId()}`
      : `ingress:${ingressId}`;
    const isRendered = handleState(to)?.isRendered === true || isInRenderedTree(reader, start);
    const isIngress = ingressId !== undefined;
    const sent = { stream, payload, isIngress, isRendered };
    return await new Promise((settle) => this.#push(sent, { origin, ordinal: 0 }, settle));
  }

  /** Queues what was sent in one go, in order. */
  enqueue(sends: readonly PendingSend[], origin: string): void {
    sends.forEach(({ stream, event, isRendered = false }, ordinal) => {
      const from = origin === "host" ? this.#hostOrigin() : origin;
      const sent = { stream, payload: event, isIngress: false, isRendered };
      try {
        this.#push(sent, { origin: from, ordinal }, () => {});
      } catch (error) {
        // The commit that released the event is done; only this event is lost, and reported.
        this.#core().report(error, { kind: "handler" });
      }
    });
  }

  /** Queues one event, a stored tree, and resolves with what became of it. */
  dispatch(stream: Address, payload: unknown): Promise<EventOutcome> {
    const sent = { stream, payload, isIngress: false, isRendered: false };
    const from = { origin: this.#hostOrigin(), ordinal: 0 };
    return new Promise((settle) => this.#push(sent, from, settle));
  }

  #hostOrigin(): string {
    return `host:${++this.#hostEvents}`;
  }

  #push(
    event: Omit<QueuedEvent, "id" | "settle">,
    from: { readonly origin: string; readonly ordinal: number },
    settle: (outcome: EventOutcome) => void,
  ): void {
    const id = eventId(this.#core(), { ...from, stream: event.stream });
    this.#queue.push({ ...event, id, settle });
  }
}

/** Whether a place is a member of the `props` of a node of a rendered tree. */
function isInRenderedTree(reader: Reader, { path, ...document }: Address): boolean {
  if (path.at(-2) !== "props") return false;
  return isRenderedNode(resolve(reader, { ...document, path: path.slice(0, -2) }, "all").node);
}
