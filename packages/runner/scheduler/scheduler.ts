/**
 * The scheduler: runs computations when something demands them and something they read has another
 * value. Events of `event-queue.ts`, sinks and pulls are its demand roots; the change channel of
 * the replica is its only source of invalidation.
 *
 *     change --> readers invalid --> pass: [effects read] -> order -> run -> ... -> [sinks]
 *                      ^                                            |
 *                      +------------- change channel <--- commit ---+
 */
import type { Cancel } from "@commonfabric/storage";
import { documentKey } from "../links/sigil.ts";
import type { Change } from "../transactions/changes.ts";
import type { RestoredNode } from "../observations/resume-source.ts";
import type { FullLink, ReadEntry } from "../types.ts";
import { BackOff, type Postponable } from "./back-off.ts";
import { Demand, executionOrder } from "./demand.ts";
import { DependencyIndex } from "./dependency-index.ts";
import { Effects } from "./effects.ts";
import { RuntimeDisposedError } from "./errors.ts";
import { InvalidNodes } from "./invalid-nodes.ts";
import { Invalidation } from "./invalidation.ts";
import {
  ComputationNode,
  type ComputationSpec,
  EffectNode,
  type EffectSpec,
  type RunOutcome,
} from "./node.ts";
import { OpenChoices } from "./open-choices.ts";
import { Pending } from "./pending.ts";
import type { SchedulerOptions } from "./ports.ts";
import { type RoundParts, type RoundResult, runRound } from "./round.ts";
import { runNode } from "./run-node.ts";

const MAX_ROUNDS = 100;
const MAX_RUNS_PER_PASS = 20;

export class Scheduler {
  readonly #options: SchedulerOptions;
  readonly #index = new DependencyIndex();
  readonly #demand = new Demand(this.#index);
  readonly #choices: OpenChoices;
  readonly #invalid: InvalidNodes;
  readonly #nodes = new Set<ComputationNode>();
  readonly #effects: Effects;
  readonly #pending = new Pending();
  #nextOrder = 0;
  #passes = 0;
  /** Who has read in this pass. */
  readonly #readers = new Set<ComputationNode | EffectNode>();
  /** Restored nodes whose reads nobody has followed to pieces yet. */
  readonly #unread = new Set<ComputationNode>();
  #isRunning = false;
  #isScheduled = false;
  #isDisposed = false;
  readonly #backOff: BackOff;
  readonly #invalidation: Invalidation;
  readonly #roundParts: Omit<RoundParts, "isForced" | "unseen">;
  #passEnd: PromiseWithResolvers<void> | undefined;

  constructor(options: SchedulerOptions) {
    this.#options = options;
    this.#choices = new OpenChoices(this.#index, options.linkAt);
    this.#invalid = new InvalidNodes(this.#choices);
    this.#effects = new Effects(options.counters, options.ports.nowMs);
    this.#backOff = new BackOff(options.ports, () => this.#wake(), options.report);
    this.#invalidation = new Invalidation({
      index: this.#index,
      choices: this.#choices,
      invalid: this.#invalid,
      backOff: this.#backOff,
      wake: () => this.#wake(),
    });
    this.#roundParts = {
      index: this.#index,
      choices: this.#choices,
      invalid: this.#invalid,
      isDemanded: (node) => this.#demand.has(node),
      willRun: (node) => this.#willRun(node),
      run: (node) => this.#runInPass(node),
    };
  }

  /**
   * Registers a computation. Nothing is read and nothing runs before something demands it; with
   * `restored` it is up to date as it is.
   */
  register(spec: ComputationSpec, restored?: RestoredNode): ComputationNode {
    const node = new ComputationNode(spec, this.#nextOrder++);
    this.#nodes.add(node);
    if (restored === undefined) this.#invalid.add(node);
    else {
      const { reads, writes, children } = restored;
      Object.assign(node, { reads, writes, status: "clean", lastRun: { status: "ok", children } });
      this.#unread.add(node);
    }
    this.#index.add(node);
    this.#wake();
    return node;
  }

  unregister(node: ComputationNode): void {
    node.isRegistered = false;
    this.#nodes.delete(node);
    this.#invalid.delete(node);
    this.#pending.forget(node);
    this.#unread.delete(node);
    this.#index.remove(node);
  }

  /** Adds a demand root; the answer ends it. */
  addEffect(spec: EffectSpec): Cancel {
    const effect = new EffectNode(spec, this.#nextOrder++);
    this.#effects.add(effect);
    this.#wake();
    return () => {
      if (!this.#effects.end(effect)) return;
      this.#index.remove(effect);
      this.#options.demandMoved();
    };
  }

  /**
   * Brings up to date what `read` reads, as transient demand. Resolves when it is settled, rejects
   * with what `read` throws, when its documents cannot be fetched, and when nothing runs any more.
   */
  settle(name: string, read: () => RunOutcome, at?: FullLink): Promise<void> {
    if (this.#isDisposed) return Promise.reject(new RuntimeDisposedError());
    return new Promise((resolve, reject) => {
      const cancel = this.addEffect({
        name,
        at,
        read: () => {
          try {
            return read();
          } catch (error) {
            reject(error);
            return { kind: "done", reads: [], writes: [] };
          }
        },
        settle: () => {
          cancel();
          resolve();
        },
        fail: (error) => {
          cancel();
          reject(error);
        },
        abandon: reject,
      });
    });
  }

  /** The listener of the change channel. */
  get onChanges(): (changes: readonly Change[]) => void {
    return this.#invalidation.onChanges;
  }

  /** Calls no sink until the answer is called. */
  holdSinks(): Cancel {
    return this.#effects.holdSinks(() => this.#wake());
  }

  /** Makes `node`, which nobody demands now, run again when it is demanded. */
  lapse(node: ComputationNode): void {
    this.#invalidation.lapse(node);
  }

  /** Makes `node` run again although nothing it read is known to differ. */
  invalidate(node: ComputationNode): void {
    this.#invalidation.invalidate(node);
  }

  /** Makes `node` run again later: what it wrote could not be stored. */
  retryLater(node: ComputationNode, error: unknown): void {
    if (!node.isRegistered) return;
    this.#backOff.putOff(node, error, node);
    this.invalidate(node);
  }

  /**
   * Whether `reader` has to wait: an invalid computation writes something of `reads`. A node waits
   * for one writer at most once per pass, so that a cycle of nodes comes to run.
   */
  mustWait(reads: readonly ReadEntry[], reader: ComputationNode): boolean {
    let waits = false;
    for (const writer of this.#invalidWriters(reads)) {
      if (writer === reader || reader.waitedFor.has(writer)) continue;
      reader.waitedFor.add(writer);
      waits = true;
    }
    return waits;
  }

  /**
   * Starts the pieces whose documents `reader` met and that do not run; `undefined` when there are
   * none. A reader waits for each document at most once.
   */
  startReached(reads: readonly ReadEntry[], reader: ComputationNode): Promise<void> | undefined {
    const fresh = reads.filter(({ address }) => !reader.reached.has(documentKey(address)));
    for (const { address } of fresh) reader.reached.add(documentKey(address));
    return this.#options.reached(fresh);
  }

  /** Whether a computation that is going to run writes something of `reads`. */
  hasInvalidWriter(reads: readonly ReadEntry[]): boolean {
    for (const _writer of this.#invalidWriters(reads)) return true;
    return this.#leadsToSuspended(reads);
  }

  /** Writers of `reads` that are invalid or not readable yet, or stand behind one that is. */
  *#invalidWriters(reads: readonly ReadEntry[]): Iterable<ComputationNode> {
    const { unseen } = this.#pending;
    if (this.#invalid.size + unseen.size === 0) return;
    const isOpen = (each: ComputationNode) => unseen.has(each) || this.#invalid.has(each);
    for (const writer of this.#index.writersBehind(reads, isOpen)) {
      if (unseen.has(writer) || this.#isDue(writer)) yield writer;
    }
  }

  /** Whether what is being fetched decides about `reads`. */
  #leadsToSuspended(reads: readonly ReadEntry[]): boolean {
    const { suspended } = this.#pending;
    if (suspended.size === 0) return false;
    for (const _ of this.#index.writersBehind(reads, (each) => suspended.has(each))) return true;
    return false;
  }

  /** No pass is due or running, and no suspended run waits for documents. */
  get isIdle(): boolean {
    return !this.#isRunning && !this.#isScheduled && this.#pending.isEmpty;
  }

  /** Resolves when {@link isIdle} may have become true. */
  async step(): Promise<void> {
    if (this.#passEnd !== undefined) await this.#passEnd.promise;
    else await this.#pending.settled();
  }

  get nodes(): Iterable<ComputationNode> {
    return this.#nodes;
  }

  get effects(): Iterable<EffectNode> {
    return this.#effects.all;
  }

  isDemanded(node: ComputationNode): boolean {
    return this.#demand.has(node);
  }

  /** Who reads what `node` writes, and where. */
  edgesOf(node: ComputationNode): ReturnType<DependencyIndex["edgesOf"]> {
    return this.#index.edgesOf(node);
  }

  get isDisposed(): boolean {
    return this.#isDisposed;
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#backOff.dispose();
    this.#effects.abandon(new RuntimeDisposedError());
    for (const node of this.#nodes) node.isRegistered = false;
    this.#nodes.clear();
    this.#invalid.clear();
  }

  #wake(): void {
    if (this.#isScheduled || this.#isDisposed) return;
    this.#isScheduled = true;
    this.#passEnd ??= Promise.withResolvers();
    if (!this.#isRunning) queueMicrotask(() => this.#pass());
  }

  #pass(): void {
    this.#isRunning = true;
    this.#options.counters.settlePasses++;
    this.#passes++;
    let rounds = 0;
    let isForced = false;
    try {
      while (this.#isScheduled && !this.#isDisposed) {
        this.#isScheduled = false;
        // Choices that wait for each other decide nothing: then everything runs.
        const moved = this.#round(isForced);
        isForced = moved === "stuck";
        if (moved) this.#isScheduled = true;
        // A round that only found out who has to run first is bounded by the number of nodes.
        if (moved === "ran" && ++rounds >= MAX_ROUNDS) this.#backOff.postpone([...this.#due()]);
        if (!moved) this.#endRounds();
      }
    } finally {
      this.#isRunning = false;
      this.#isScheduled = false;
      this.#backOff.arm(this.#postponed());
      this.#options.demandMoved();
      const end = this.#passEnd;
      this.#passEnd = undefined;
      end?.resolve();
    }
  }

  /** Effects read, then what they demand runs. `false`: nothing is left to do. */
  #round(isForced: boolean): RoundResult | false {
    this.#readEffects();
    const due = [...this.#due()];
    if (due.length === 0) return this.#endOfRounds();
    const order = executionOrder(due, this.#index, this.#demand);
    const { unseen } = this.#pending;
    const result = runRound(order, { ...this.#roundParts, isForced, unseen });
    // What is behind a gate goes on when it opens.
    return result === "stuck" && unseen.size > 0 ? this.#endOfRounds() : result;
  }

  #endOfRounds(): "found" | false {
    this.#options.flush();
    return this.#isScheduled ? "found" : false;
  }

  #willRun(node: ComputationNode): boolean {
    return this.#invalid.has(node) && this.#isDue(node) && this.#demand.has(node);
  }

  /** Who has run as often in this pass as what is postponed, or once less. */
  #circle(): ComputationNode[] {
    const isIn = ({ pass, runsInPass }: ComputationNode) =>
      pass === this.#passes && runsInPass >= MAX_RUNS_PER_PASS - 1;
    return [...this.#nodes].filter(isIn);
  }

  #runInPass(node: ComputationNode): "ran" | "postponed" | "waits" {
    this.#enterPass(node);
    if (node.runsInPass < MAX_RUNS_PER_PASS) return this.#run(node) ? "ran" : "waits";
    this.#backOff.postpone([node], this.#circle());
    return "postponed";
  }

  #enterPass(node: ComputationNode): void {
    if (node.pass === this.#passes) return;
    node.pass = this.#passes;
    node.runsInPass = 0;
    node.waitedFor.clear();
    // A node that was not postponed since its last pass has settled: its episode is over.
    if (node.notBefore === 0) node.backOffMs = 0;
    node.notBefore = 0;
  }

  *#postponed(): Iterable<Postponable> {
    yield* this.#invalid;
    yield* this.#effects.invalid();
  }

  #readEffects(): void {
    this.#effects.read((effect) => this.#isDue(effect), (effect, outcome) => {
      this.#index.setReads(effect, outcome.reads);
      this.#readers.add(effect);
      if (outcome.kind === "suspended") this.#await(effect, outcome.ready);
    });
  }

  /** Instances of lists come first: only what nobody made is a piece behind a stored link. */
  #endRounds(): void {
    if (this.#pending.hasGated) return;
    for (const node of this.#unread) {
      if (!this.#demand.has(node)) continue;
      this.#unread.delete(node);
      this.#readers.add(node);
    }
    const started = this.#options.reached(this.#readsOf(this.#readers));
    this.#readers.clear();
    if (started !== undefined) this.#hold(started);
    // Roots are not settled on a state that is about to be replaced.
    if (this.#pending.hasGated) return;
    this.#effects.settle((effect) => this.#leadsToSuspended(effect.reads));
  }

  *#readsOf(readers: Iterable<ComputationNode | EffectNode>): Iterable<ReadEntry> {
    for (const reader of readers) {
      const counts = reader instanceof EffectNode ? reader.isActive : reader.isRegistered;
      if (counts) yield* reader.reads;
    }
  }

  *#due(): Iterable<ComputationNode> {
    for (const node of this.#invalid) {
      if (this.#isDue(node) && this.#demand.has(node)) yield node;
    }
  }

  #isDue(node: Postponable): boolean {
    return node.notBefore === 0 || node.notBefore <= this.#options.ports.nowMs();
  }

  /** Whether code ran. */
  #run(node: ComputationNode): boolean {
    this.#invalid.delete(node);
    const outcome = runNode(node, this.#options);
    if (!node.isRegistered) return true;
    this.#index.setReads(node, outcome.reads);
    this.#readers.add(node);
    if (outcome.kind === "waits") this.#invalid.add(node);
    if (outcome.kind === "suspended") this.#await(node, outcome.ready);
    if (outcome.kind !== "done") return false;
    this.#unread.delete(node);
    this.#index.setWrites(node, outcome.writes);
    if (outcome.visible !== undefined) {
      this.#hold(this.#pending.hide(node, outcome.visible));
    }
    return true;
  }

  #hold(visible: Promise<void>): void {
    // All at once: in which order gates open decides nothing.
    this.#pending.hold(visible, () => {
      if (this.#pending.unseen.size === 0) this.#wake();
    });
  }

  /** Runs `waiting` again when its documents are there, or later when they cannot be fetched. */
  #await(waiting: ComputationNode | EffectNode, ready: Promise<void>): void {
    this.#options.counters.suspensions++;
    const there = ready.catch((error) => this.#fail(waiting, error));
    this.#pending.suspend(waiting, there, () => {
      if (waiting instanceof EffectNode) waiting.isInvalid = true;
      else if (waiting.isRegistered) this.#invalid.add(waiting);
      this.#wake();
    });
  }

  #fail(waiting: ComputationNode | EffectNode, error: unknown): void {
    if (waiting instanceof ComputationNode) {
      waiting.suspendedRuns = 0;
      this.#backOff.putOff(waiting, error, waiting);
    } else if (waiting.spec.fail !== undefined) {
      waiting.spec.fail(error);
    } else {
      this.#backOff.putOff(waiting, error);
    }
  }
}
