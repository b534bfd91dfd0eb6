/**
 * One request in flight, from the commit that says `pending` to the commit of its reply.
 *
 *     send --reply, error, silence--> [wait for the grid] --> settle
 *       \--partial--> [wait for the grid] --> show
 *     abort(): nothing of it is seen any more
 */
import type { Cancel } from "@commonfabric/storage";
import type { RuntimePorts } from "../scheduler/ports.ts";
import type { Reply, Request } from "./request.ts";
import { settleTimeMs } from "./settle-grid.ts";

/** What became of a request. */
export type RequestEnd =
  | { readonly kind: "reply"; readonly reply: Reply }
  | { readonly kind: "failed"; readonly message: string };

export interface RequestParts {
  /** The built-in, for messages. */
  readonly name: string;
  /** Digest of the inputs. */
  readonly key: string;
  readonly request: Request;
  readonly ports: Pick<RuntimePorts, "nowMs" | "setTimer">;
  /** Stores the end of the request. */
  readonly settle: (end: RequestEnd) => Promise<void>;
  /** Stores the newest part that has arrived. */
  readonly show: (partial: unknown) => Promise<void>;
  /** Told once why the end could not be stored; it is tried again. */
  readonly report: (error: unknown) => void;
}

const MAX_MESSAGE_LENGTH = 2_000;
const FIRST_PAUSE_MS = 50;
const LAST_PAUSE_MS = 5_000;

export class ActiveRequest {
  readonly #parts: RequestParts;
  readonly #issuedMs: number;
  /** Tells whoever was asked that nobody waits any more. */
  readonly #sender = new AbortController();
  readonly #dropped = Promise.withResolvers<never>();
  #cancelSilence: Cancel = () => {};
  #part: unknown;
  #showing: Promise<void> | undefined;
  #isDropped = false;
  #isAnswered = false;

  constructor(parts: RequestParts) {
    this.#parts = parts;
    this.#issuedMs = parts.ports.nowMs();
    // A request may be dropped when nothing waits on this.
    this.#dropped.promise.catch(() => {});
  }

  get key(): string {
    return this.#parts.key;
  }

  /** Asks, and resolves when the reply is stored or the request was aborted. */
  async run(): Promise<void> {
    const end = await this.#ask();
    this.#isAnswered = true;
    await this.#untilGrid();
    await this.#showing;
    await this.#settle(end);
  }

  /** Drops the request and whatever may still come of it. */
  abort(): void {
    if (this.#isDropped) return;
    this.#isDropped = true;
    this.#sender.abort();
    this.#dropped.reject(new DOMException("The request was dropped", "AbortError"));
  }

  async #ask(): Promise<RequestEnd> {
    const { request } = this.#parts;
    const silence = Promise.withResolvers<never>();
    const onPartial = (partial: unknown): void => {
      if (this.#isDropped || this.#isAnswered) return;
      this.#awaitSilence(silence.reject);
      this.#part = partial;
      this.#showing ??= this.#show().finally(() => this.#showing = undefined);
    };
    this.#awaitSilence(silence.reject);
    try {
      const sent = request.send({ signal: this.#sender.signal, onPartial });
      const reply = await Promise.race([sent, silence.promise, this.#dropped.promise]);
      return { kind: "reply", reply };
    } catch (error) {
      return { kind: "failed", message: messageOf(error) };
    } finally {
      this.#cancelSilence();
    }
  }

  #awaitSilence(reject: (error: Error) => void): void {
    const { name, ports, request } = this.#parts;
    this.#cancelSilence();
    this.#cancelSilence = ports.setTimer(request.silenceMs, () => {
      reject(new Error(`${name} got no answer within ${request.silenceMs} ms`));
      this.#sender.abort();
    });
  }

  /** Nobody would ask again for what was answered: it is kept until the store takes it. */
  async #settle(end: RequestEnd): Promise<void> {
    let pauseMs = FIRST_PAUSE_MS;
    while (!this.#isDropped) {
      try {
        return await this.#parts.settle(end);
      } catch (error) {
        if (pauseMs === FIRST_PAUSE_MS) this.#parts.report(error);
      }
      await this.#wait(pauseMs);
      pauseMs = Math.min(LAST_PAUSE_MS, pauseMs * 2);
    }
  }

  /**
   * Parts that arrive while one waits for the grid replace it; the reply replaces all of them. One
   * that the store does not take is not worth another try.
   */
  async #show(): Promise<void> {
    await this.#untilGrid();
    if (!this.#isDropped && !this.#isAnswered) await this.#parts.show(this.#part).catch(() => {});
  }

  async #untilGrid(): Promise<void> {
    const now = this.#parts.ports.nowMs();
    await this.#wait(settleTimeMs(this.#issuedMs, now) - now);
  }

  async #wait(ms: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const cancel = this.#parts.ports.setTimer(ms, resolve);
    await Promise.race([promise, this.#dropped.promise]).catch(() => {});
    cancel();
  }
}

/** Foreign text, cut and without lone surrogates, so that it can be stored. */
export function messageOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return (text === "" ? "The request failed" : text).slice(0, MAX_MESSAGE_LENGTH).toWellFormed();
}
