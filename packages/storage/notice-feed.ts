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

/** The notice of one commit. */
export type CommitOf = Exclude<CommitNotice, { readonly reset: Seq }>;

interface Subscriber {
  after: Seq;
  readonly fn: (notice: CommitNotice) => void;
}

/** The subscribers of one open store. */
export class NoticeFeed {
  readonly #log: NoticeLog;
  readonly #subscribers = new Set<Subscriber>();
  /** Commits of this connection that were not delivered yet, so that the log need not be read. */
  #own: CommitOf[] = [];
  /** Something else than a commit of this connection may have happened. */
  #mustRead = false;
  #scheduled = false;
  #isBehind = false;

  constructor(log: NoticeLog) {
    this.#log = log;
  }

  get size(): number {
    return this.#subscribers.size;
  }

  /** The log could not be read: who watches has to wake the feed again. */
  get isBehind(): boolean {
    return this.#isBehind;
  }

  subscribe(after: Seq, fn: (notice: CommitNotice) => void): Cancel {
    const subscriber = { after, fn };
    this.#subscribers.add(subscriber);
    this.wake();
    return () => void this.#subscribers.delete(subscriber);
  }

  /**
   * Delivers what is new in a microtask, so that no subscriber runs inside a commit. A commit of
   * this connection comes as `own`: where its number follows on, the log need not be read.
   */
  wake(own?: CommitOf): void {
    if (this.#subscribers.size === 0) return;
    if (own === undefined) this.#mustRead = true;
    else this.#own.push(own);
    if (this.#scheduled) return;
    this.#scheduled = true;
    queueMicrotask(() => this.#deliverAll());
  }

  close(): void {
    this.#subscribers.clear();
  }

  #deliverAll(): void {
    const own = this.#own;
    const mustRead = this.#mustRead;
    this.#scheduled = this.#mustRead = this.#isBehind = false;
    this.#own = [];
    for (const subscriber of [...this.#subscribers]) {
      for (const notice of own) {
        if (notice.seq === subscriber.after + 1) this.#tell(subscriber, notice);
      }
      if (mustRead || subscriber.after < own.at(-1)!.seq) this.#catchUp(subscriber);
    }
  }

  #catchUp(subscriber: Subscriber): void {
    while (this.#subscribers.has(subscriber)) {
      const notices = this.#read(subscriber.after);
      if (notices.length === 0) return;
      for (const notice of notices) this.#tell(subscriber, notice);
    }
  }

  #read(after: Seq): readonly CommitNotice[] {
    try {
      return this.#log.noticesAfter(after);
    } catch {
      this.#isBehind = true;
      return [];
    }
  }

  #tell(subscriber: Subscriber, notice: CommitNotice): void {
    if (!this.#subscribers.has(subscriber)) return;
    subscriber.after = "reset" in notice ? notice.reset : notice.seq;
    subscriber.fn(notice);
  }
}
