/**
 * Runs an entry file of this program in a process without permissions, serves what it was granted,
 * and kills it when it uses up its budget or says anything that no isolate of ours says.
 *
 *     host                                isolate
 *      |  start: job, names of spaces  -->  |
 *      |  <-- store, subscribe, fetch       |  each answered, refused, or its end
 *      |  ping -->                <-- pong  |  a turn that does not end is not answered
 *      |  <-- tell                          |  whatever the entry tells its host
 *      |  <-- done | failed                 |
 */
import { LIMITS } from "@commonfabric/contract";
import type { Fetch } from "@commonfabric/runner";
import { SPACE_SCOPE, type SpaceStore } from "@commonfabric/storage";
import {
  ExecutionBudgetError,
  IsolateEndError,
  IsolateFailure,
  IsolateProtocolError,
} from "../errors.ts";
import { frameOf, type ReadFrame, readFrames } from "../frames.ts";
import { errorData, type GuestMessage, guestMessage, type HostMessage } from "../messages.ts";
import { answerFetch } from "./fetch-service.ts";
import type { IsolatePowers, IsolateProcess } from "./isolate-process.ts";
import { ProcessWatch } from "./process-watch.ts";
import { StoreService } from "./store-service.ts";

/** What an isolate may use up. */
export interface IsolateBudget {
  /** How long code may run without giving way: loops, endless microtasks, slow regular expressions. */
  readonly turnMs: number;
  /** JavaScript heap. Buffers and the engine itself come on top, up to `isolateEngineBytes`. */
  readonly heapBytes: number;
  /** All commits, and all that is told, together. */
  readonly commitBytes: number;
  /** From start to end; none for an isolate that goes on until it is stopped. */
  readonly runMs?: number;
}

export interface IsolateOptions {
  /** A file of this program that calls `serveIsolate`. */
  readonly file: URL;
  /** Data for it. */
  readonly job: unknown;
  /** The spaces that it may read and write; closed by the host. */
  readonly spaces: ReadonlyMap<string, SpaceStore>;
  /** Whose documents it may use beside those of the space. Default: those of the user `local`. */
  readonly user?: string;
  /** The network, as far as it is granted. */
  readonly fetch?: Fetch;
  readonly budget?: Partial<IsolateBudget>;
  /** Takes what the entry tells, checked by nobody yet. What it throws ends the isolate. */
  readonly onTold?: (message: unknown) => void;
  /** Asks the isolate to end; after `isolateStopMs` it is killed. */
  readonly signal?: AbortSignal;
  readonly powers: IsolatePowers;
}

/**
 * What the entry file gives for its job.
 * @throws {ExecutionBudgetError} @throws {IsolateProtocolError} @throws {IsolateEndError}
 * @throws {IsolateFailure} with what the entry threw
 */
export async function runIsolate(options: IsolateOptions): Promise<unknown> {
  return await new Isolate(options).run();
}

/** Calls that wait for an answer; more are read when these are answered. */
const MAX_OPEN_CALLS = 100;
/** The most that timers take. */
const LONGEST_TIMER_MS = 2_147_483_647;

class Isolate {
  readonly #options: IsolateOptions;
  readonly #budget: IsolateBudget;
  readonly #process: IsolateProcess;
  readonly #watch = new ProcessWatch();
  readonly #stores: StoreService;
  readonly #end = Promise.withResolvers<unknown>();
  readonly #closing = new AbortController();
  readonly #timers = new Set<() => void>();
  readonly #calls = new Set<Promise<void>>();
  /** Bytes of the calls that wait. */
  #openBytes = 0;
  /** Calls of stores, one after another: an answer is written before the next one is made. */
  #storeTurn: Promise<void> = Promise.resolve();
  #isReady = false;
  #pings = 0;
  /** When the ping was sent that waits for its answer. */
  #waitingSinceMs: number | undefined;
  #heardWatchMs: number;

  constructor(options: IsolateOptions) {
    this.#options = options;
    this.#budget = {
      turnMs: LIMITS.isolateTurnMs,
      heapBytes: LIMITS.isolateHeapBytes,
      commitBytes: LIMITS.isolateCommitBytes,
      ...options.budget,
    };
    const { spaces, user = "local", powers } = options;
    this.#stores = new StoreService({
      spaces,
      scopeKeys: new Set([SPACE_SCOPE, `user:${user}`]),
      commitBytes: this.#budget.commitBytes,
    });
    this.#process = powers.start(options.file, this.#budget.heapBytes);
    this.#heardWatchMs = powers.nowMs();
  }

  async run(): Promise<unknown> {
    // Nobody may be waiting when the process ends before the first message.
    this.#end.promise.catch(() => {});
    const work = [this.#readLines(), this.#readMessages()];
    this.#startTimers();
    const { signal } = this.#options;
    const stop = () => this.#askToStop();
    signal?.addEventListener("abort", stop, { once: true });
    if (signal?.aborted) stop();
    try {
      return await this.#end.promise;
    } finally {
      signal?.removeEventListener("abort", stop);
      for (const cancel of this.#timers) cancel();
      this.#closing.abort();
      this.#stores.close();
      this.#process.kill();
      await this.#process.ended;
      await Promise.all(work);
      // What was begun of a commit ends before the host closes its stores.
      await Promise.all(this.#calls);
    }
  }

  async #readLines(): Promise<void> {
    for await (const line of this.#process.lines) {
      if (!this.#watch.take(line)) continue;
      this.#heardWatchMs = this.#options.powers.nowMs();
      const { heapBytes } = this.#budget;
      const most = heapBytes + LIMITS.isolateEngineBytes;
      if (this.#watch.residentBytes > most) {
        this.#kill(this.#memoryError(`the process has ${inMib(this.#watch.residentBytes)}`));
      }
    }
  }

  async #readMessages(): Promise<void> {
    try {
      for await (const frame of readFrames(this.#process.output)) {
        this.#take(frame);
        if (this.#isBusy) await this.#whileBusy();
      }
      const how = await this.#process.ended;
      this.#kill(
        this.#watch.isOutOfMemory
          ? this.#memoryError("its heap is full")
          : new IsolateEndError(this.#endText(how)),
      );
    } catch (error) {
      this.#kill(error);
    }
  }

  get #isBusy(): boolean {
    return this.#calls.size >= MAX_OPEN_CALLS || this.#openBytes > LIMITS.isolateMessageBytes;
  }

  /** Waits for answers. An isolate is not blamed for what is not read meanwhile. */
  async #whileBusy(): Promise<void> {
    while (this.#isBusy) {
      await Promise.race(this.#calls);
      if (this.#waitingSinceMs !== undefined) this.#waitingSinceMs = this.#options.powers.nowMs();
    }
  }

  #endText(how: string): string {
    const { tail } = this.#watch;
    const said = tail === "" ? "" : `:\n${tail}`;
    return this.#isReady
      ? `The process of the isolate ended without a result (${how})${said}`
      : `The process of the isolate did not start (${how})${said}`;
  }

  #take({ message: given, bytes }: ReadFrame): void {
    const message = guestMessage(given);
    if (message === undefined) throw new IsolateProtocolError("it sent a malformed message");
    if (message.type === "ready") return this.#start(message.pid);
    if (!this.#isReady) throw new IsolateProtocolError("it spoke before it was started");
    switch (message.type) {
      case "pong":
        return this.#takePong(message.n);
      case "store": {
        const { space, method, argument } = message;
        this.#stores.check(method, argument);
        const call = () => this.#stores.call(space, method, argument, bytes);
        const before = this.#storeTurn;
        this.#storeTurn = this.#answer(message.id, bytes, before, call);
        return;
      }
      case "subscribe":
        return void this.#answer(message.id, bytes, undefined, () => this.#subscribe(message));
      case "unsubscribe":
        return this.#stores.unsubscribe(message.subscription);
      case "fetch": {
        const { signal } = this.#closing;
        const { fetch } = this.#options;
        const ask = () => answerFetch(message.request, fetch, signal);
        return void this.#answer(message.id, bytes, undefined, ask);
      }
      case "tell":
        this.#stores.countBytes(bytes);
        return this.#options.onTold?.(message.message);
      case "done":
        return this.#end.resolve(message.result);
      case "failed":
        return this.#end.reject(new IsolateFailure(message.error));
    }
    message satisfies never;
  }

  #start(pid: number): void {
    if (this.#isReady) throw new IsolateProtocolError("it started twice");
    if (pid !== this.#process.pid) {
      // A wrapper would be killed in place of the isolate.
      throw new IsolateEndError(
        "The command that starts Deno starts another process for it, which could not be killed: " +
          "put the program itself into PATH.",
      );
    }
    this.#isReady = true;
    const { job, spaces, fetch } = this.#options;
    void this.#send({
      type: "start",
      job,
      spaces: [...spaces.keys()],
      hasNetwork: fetch !== undefined,
    });
    this.#ping();
  }

  #subscribe(
    { space, subscription, after }: Extract<GuestMessage, { readonly type: "subscribe" }>,
  ): Promise<null> {
    this.#stores.subscribe(
      space,
      subscription,
      after,
      (notice) => void this.#send({ type: "notice", subscription, notice }),
    );
    return Promise.resolve(null);
  }

  /** Answers a call after `before`; what is wrong with the isolate itself is its end. */
  #answer(
    id: number,
    bytes: number,
    before: Promise<void> | undefined,
    call: () => Promise<unknown>,
  ): Promise<void> {
    const answer = async (): Promise<void> => {
      if (before !== undefined) await before;
      try {
        await this.#send({ type: "answer", id, value: await call() });
      } catch (error) {
        if (error instanceof IsolateProtocolError || error instanceof ExecutionBudgetError) {
          this.#kill(error);
        } else await this.#send({ type: "refused", id, error: errorData(error) });
      }
    };
    this.#openBytes += bytes;
    const answered = answer().finally(() => {
      this.#calls.delete(answered);
      this.#openBytes -= bytes;
    });
    this.#calls.add(answered);
    return answered;
  }

  async #send(message: HostMessage): Promise<void> {
    const frame = frameOf(message);
    try {
      await this.#process.send(frame);
    } catch {
      // A process that is gone says so itself.
    }
  }

  #startTimers(): void {
    const { turnMs, runMs } = this.#budget;
    this.#after(LIMITS.isolateStartMs, () => {
      if (this.#isReady) return;
      const limit = `it did not start within ${LIMITS.isolateStartMs} ms`;
      this.#kill(
        new ExecutionBudgetError("time", limit, "Try again on a machine with less to do.", null),
      );
    });
    if (runMs !== undefined) {
      this.#after(runMs, () => {
        const remedy = "Give it more time, or less to do.";
        this.#kill(this.#budgetError("run", `the run did not end within ${runMs} ms`, remedy));
      });
    }
    this.#every(Math.max(10, Math.min(250, turnMs / 4)), () => this.#checkTurn());
  }

  #checkTurn(): void {
    const { powers } = this.#options;
    const { turnMs } = this.#budget;
    const nowMs = powers.nowMs();
    if (!this.#isReady) {
      this.#heardWatchMs = nowMs;
    } else if (this.#waitingSinceMs === undefined) {
      this.#ping();
    } else if (nowMs - this.#waitingSinceMs > turnMs) {
      const remedy = "Look for a loop that does not end there, or raise the time of a turn " +
        "(cf run --budget-ms).";
      this.#kill(this.#budgetError("time", `code ran for ${turnMs} ms without an end`, remedy));
    }
    if (nowMs - this.#heardWatchMs > turnMs + LIMITS.isolateStartMs) {
      this.#kill(new IsolateProtocolError("nothing watches its memory any more"));
    }
  }

  #ping(): void {
    this.#waitingSinceMs = this.#options.powers.nowMs();
    void this.#send({ type: "ping", n: ++this.#pings });
  }

  #takePong(n: number): void {
    if (this.#waitingSinceMs === undefined || n !== this.#pings) {
      throw new IsolateProtocolError("it answered what was not asked");
    }
    this.#waitingSinceMs = undefined;
  }

  #askToStop(): void {
    void this.#send({ type: "stop" });
    this.#after(LIMITS.isolateStopMs, () => {
      this.#kill(
        new IsolateEndError("The isolate did not end when it was asked to, and was killed"),
      );
    });
  }

  #kill(error: unknown): void {
    this.#end.reject(error);
    this.#process.kill();
  }

  #budgetError(
    budget: ExecutionBudgetError["budget"],
    limit: string,
    remedy: string,
  ): ExecutionBudgetError {
    return new ExecutionBudgetError(budget, limit, remedy, this.#watch.running);
  }

  #memoryError(what: string): ExecutionBudgetError {
    const limit = `${what}, and the limit of the heap is ${inMib(this.#budget.heapBytes)}`;
    const remedy = "Look for data that grows without end, or raise it (cf run --heap-mb).";
    return this.#budgetError("memory", limit, remedy);
  }

  #after(ms: number, fn: () => void): void {
    const longest = Math.min(ms, LONGEST_TIMER_MS);
    this.#timers.add(this.#options.powers.setTimer(longest, fn));
  }

  #every(ms: number, fn: () => void): void {
    const { setTimer } = this.#options.powers;
    let cancel = (): void => {};
    const next = (): void => {
      cancel = setTimer(ms, () => {
        fn();
        next();
      });
    };
    next();
    this.#timers.add(() => cancel());
  }
}

function inMib(bytes: number): string {
  return `${Math.ceil(bytes / (1024 * 1024))} MiB`;
}
