/** When a runtime has nothing left to do: what is waited for, and in which order. */
import type { Cancel } from "@commonfabric/storage";
import { artifactInfo } from "../engine/provenance.ts";
import { authoredPosition } from "../engine/source-locations.ts";
import { SettleTimeoutError } from "../scheduler/errors.ts";
import type { EventIntake } from "./event-intake.ts";
import type { RuntimeCore } from "./runtime-core.ts";
import type { PendingWork } from "./shut-down.ts";
import type { PieceStarter } from "./start.ts";
import type { TrackedWork } from "./tracked-work.ts";

export class Settling {
  readonly #core: RuntimeCore;
  readonly #starter: PieceStarter;
  readonly #events: EventIntake;
  readonly #work: TrackedWork;

  constructor({ core, starter, events, work }: {
    readonly core: RuntimeCore;
    readonly starter: PieceStarter;
    readonly events: EventIntake;
    readonly work: TrackedWork;
  }) {
    this.#core = core;
    this.#starter = starter;
    this.#events = events;
    this.#work = work;
  }

  /** No queued event, no runnable demanded node, no start in progress. */
  async idle(): Promise<void> {
    const { scheduler } = this.#core;
    for (;;) {
      if (this.#events.draining !== undefined) await this.#events.draining;
      else if (!scheduler.isIdle) await scheduler.step();
      else if (this.#starter.hasPending) await Promise.allSettled(this.#starter.pending);
      else return;
    }
  }

  /** Idle, and commits confirmed, and tracked work done. @throws {SettleTimeoutError} */
  async settled(timeoutMs: number | undefined): Promise<void> {
    if (timeoutMs === undefined) return await this.#settle();
    let cancel: Cancel = () => {};
    const timeout = new Promise<never>((_, reject) => {
      const fail = () => reject(this.#overdue(timeoutMs));
      cancel = this.#core.ports.setTimer(timeoutMs, fail);
    });
    await Promise.race([this.#settle(), timeout]).finally(() => cancel());
  }

  /** Says what is still under way, and whose code that is. */
  #overdue(timeoutMs: number): SettleTimeoutError {
    const open = this.kindsOfWork().map(({ name, count }) => ({ name, count: count() }))
      .filter(({ count }) => count > 0);
    const unfinished = open.map(({ name, count }) => `${name} (${count})`);
    if (!this.#core.scheduler.isIdle) unfinished.push("computations");
    return new SettleTimeoutError(timeoutMs, unfinished, this.#position());
  }

  #position(): string | undefined {
    const { head } = this.#events;
    const handler = head && this.#core.pieces.handlerOf(head);
    if (handler !== undefined) return authoredPosition(handler.module.implementation);
    for (const { implementation, piece } of this.#work.contexts) {
      const position = authoredPosition(
        implementation ?? artifactInfo(piece?.pattern)?.implementation,
      );
      if (position !== undefined) return position;
    }
    return undefined;
  }

  /** What a runtime that is disposed of may still be doing. */
  kindsOfWork(): PendingWork[] {
    const { spaces, setup: { source } } = this.#core;
    const all = (work: Iterable<Promise<unknown>>) => Promise.allSettled(work);
    const events = this.#events;
    return [
      {
        name: "events",
        count: () => events.draining === undefined ? 0 : 1,
        settled: () => Promise.resolve(events.draining),
      },
      {
        name: "starts and swaps",
        count: () => [...this.#starter.pending].length,
        settled: () => all(this.#starter.pending),
      },
      {
        name: "actions",
        count: () => this.#work.size,
        settled: () => this.#work.settled(),
      },
      {
        name: "commits",
        count: () => spaces.pendingCommits,
        settled: () => spaces.allCommitted(),
      },
      {
        name: "compiles, loads and write-backs",
        count: () => source.hasPendingPatternWork?.() === true ? 1 : 0,
        settled: async () => await source.pendingPatternWorkSettled?.(),
      },
    ];
  }

  async #settle(): Promise<void> {
    const { scheduler, setup: { source }, spaces } = this.#core;
    do {
      await this.idle();
      await spaces.allCommitted();
      await this.#work.settled();
      await source.pendingPatternWorkSettled?.();
    } while (this.#work.size > 0 || !scheduler.isIdle || this.#events.length > 0);
  }
}
