/**
 * Delivery of commit notices: every subscriber gets each notice after its start, once, in order.
 * The feed only remembers how far each subscriber is; what happened is read from the commit log, so
 * a wake-up that is lost or doubled costs latency and nothing else.
 */
import type { Cancel, CommitNotice, Seq } from "./types.ts";

/** A commit log as the feed reads it. */
export interface NoticeLog {
  /** Some notices after `after` in order, none when there are none, or a reset. */
  noticesAfter(after: Seq): readonly CommitNotice[];
}

interface Subscriber {
  after: Seq;
  readonly fn: (notice: CommitNotice) => void;
}

/** The subscribers of one open store. */
export class NoticeFeed {
  readonly #log: NoticeLog;
  readonly #subscribers = new Set<Subscriber>();
  #scheduled = false;

  constructor(log: NoticeLog) {
    this.#log = log;
  }

  get size(): number {
    return this.#subscribers.size;
  }

  subscribe(after: Seq, fn: (notice: CommitNotice) => void): Cancel {
    const subscriber = { after, fn };
    this.#subscribers.add(subscriber);
    this.wake();
    return () => void this.#subscribers.delete(subscriber);
  }

  /** Delivers what is new in a microtask, so that no subscriber runs inside a commit. */
  wake(): void {
    if (this.#scheduled || this.#subscribers.size === 0) return;
    this.#scheduled = true;
    queueMicrotask(() => {
      this.#scheduled = false;
      for (const subscriber of [...this.#subscribers]) this.#deliver(subscriber);
    });
  }

  close(): void {
    this.#subscribers.clear();
  }

  #deliver(subscriber: Subscriber): void {
    for (;;) {
      if (!this.#subscribers.has(subscriber)) return;
      const notices = this.#log.noticesAfter(subscriber.after);
      if (notices.length === 0) return;
      for (const notice of notices) {
        if (!this.#subscribers.has(subscriber)) return;
        subscriber.after = "reset" in notice ? notice.reset : notice.seq;
        subscriber.fn(notice);
      }
    }
  }
}
