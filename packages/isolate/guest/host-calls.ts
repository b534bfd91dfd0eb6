/** Calls of the host from inside an isolate: numbered, answered in any order. */
import type { CommitNotice } from "@commonfabric/storage";
import type { ErrorData, GuestMessage, HostMessage } from "../messages.ts";

/** What the host refused, or could not do. The name is that of its error. */
export class HostCallError extends Error {
  override readonly name: string;
  constructor({ name, message }: ErrorData) {
    super(message);
    this.name = name;
  }
}

type Call =
  | Omit<Extract<GuestMessage, { readonly type: "store" }>, "id">
  | Omit<Extract<GuestMessage, { readonly type: "fetch" }>, "id">
  | Omit<Extract<GuestMessage, { readonly type: "subscribe" }>, "id">;

export class HostCalls {
  readonly #send: (message: GuestMessage) => void;
  readonly #open = new Map<number, PromiseWithResolvers<unknown>>();
  readonly #subscribers = new Map<number, (notice: CommitNotice) => void>();
  #last = 0;
  #lastSubscription = 0;

  constructor(send: (message: GuestMessage) => void) {
    this.#send = send;
  }

  /** @throws {HostCallError} */
  call(call: Call): Promise<unknown> {
    const id = ++this.#last;
    const answer = Promise.withResolvers<unknown>();
    this.#open.set(id, answer);
    this.#send({ ...call, id } as GuestMessage);
    return answer.promise;
  }

  subscribe(space: string, after: number, fn: (notice: CommitNotice) => void): () => void {
    const subscription = ++this.#lastSubscription;
    this.#subscribers.set(subscription, fn);
    // A space that cannot be watched could not be opened either.
    this.call({ type: "subscribe", space, subscription, after }).catch(() => {});
    return () => {
      if (!this.#subscribers.delete(subscription)) return;
      this.#send({ type: "unsubscribe", subscription });
    };
  }

  /** Takes an answer or a notice. */
  take(message: HostMessage): void {
    if (message.type === "notice") {
      this.#subscribers.get(message.subscription)?.(message.notice);
    } else if (message.type === "answer" || message.type === "refused") {
      const open = this.#open.get(message.id);
      this.#open.delete(message.id);
      if (message.type === "answer") open?.resolve(message.value);
      else open?.reject(new HostCallError(message.error));
    }
  }
}
