/**
 * Starting stored pieces: pointer, pattern, nodes.
 *
 *     result cell --meta--> pointer --source--> pattern --graph--> nodes
 *        (a cell without pointer that holds a link: the link's target is started)
 */
import { BoundedMap } from "@commonfabric/canonical";
import type { EntryRef } from "@commonfabric/module-identity";
import { LIMITS } from "@commonfabric/contract";
import { isPattern } from "../builders/artifact.ts";
import type { PatternValue } from "../builders/graph.ts";
import { documentKey, isLink, linkTarget } from "../links/sigil.ts";
import { fetchResume } from "../observations/fetch-resume.ts";
import { LiveResume } from "../observations/live-resume.ts";
import type { ResumeSource } from "../observations/resume-source.ts";
import type { Change, LoggedRead } from "../transactions/changes.ts";
import type { Address, DocumentAddress, ReadEntry } from "../types.ts";
import {
  isNoPatternIdentity,
  isStartAborted,
  noPatternIdentity,
  startAborted,
  UnknownPatternError,
} from "./errors.ts";
import { loadPattern } from "./load-pattern.ts";
import { mend } from "./mending.ts";
import { asPatternIdentityRef, sameRef } from "./pointer.ts";
import { PointerWatcher } from "./pointer-watcher.ts";
import type { RunningPiece } from "./running-piece.ts";
import type { RuntimeCore } from "./runtime-core.ts";

const MAX_POINTER_CHANGES = 8;

/** Stopped pieces, and pieces that start without asking the store, which the tables remember. */
const REMEMBERED = 100_000;

/** A start in progress. Calls share it until a stop overtakes it: then it has no effect. */
class Attempt {
  done!: Promise<true>;
  isOvertaken = false;
}

export class PieceStarter {
  readonly #core: RuntimeCore;
  readonly #watcher: PointerWatcher;
  readonly #starting = new Map<string, Attempt>();
  readonly #attempts = new Set<Promise<unknown>>();
  /** Pieces that this runtime set up or ran before start without asking the store again. */
  readonly #prepared = new BoundedMap<string, true>(REMEMBERED);
  /** Stopped on purpose: demand alone does not start them again. */
  readonly #stopped = new BoundedMap<string, true>(REMEMBERED);
  #isDisposed = false;

  constructor(core: RuntimeCore) {
    this.#core = core;
    this.#watcher = new PointerWatcher(core);
  }

  /** Starts and swaps in progress. */
  get pending(): Iterable<Promise<unknown>> {
    return [...this.#attempts, ...this.#watcher.pending];
  }

  get hasPending(): boolean {
    return this.#attempts.size > 0 || this.#watcher.hasPending;
  }

  /**
   * Starts the piece at `result`; concurrent calls share one attempt.
   * @throws {PieceStartError} without pointer or pattern @throws {DOMException} `AbortError`
   */
  start(result: Address): Promise<true> {
    const root: Address = { ...result, path: [] };
    const key = documentKey(root);
    if (this.#core.pieces.get(root) !== undefined) return Promise.resolve(true);
    if (this.#isDisposed) return Promise.reject(startAborted());
    const known = this.#starting.get(key);
    if (known !== undefined) return known.done;
    const attempt = new Attempt();
    const done = this.#core.operation("start", () => this.#run(attempt, root, key)).finally(() => {
      this.#attempts.delete(done);
      if (this.#starting.get(key) === attempt) this.#starting.delete(key);
    });
    attempt.done = done;
    this.#starting.set(key, attempt);
    this.#attempts.add(done);
    return done;
  }

  /** Settles when a swap of the piece at `result` that is under way has. */
  swapInProgress(result: DocumentAddress): Promise<void> | undefined {
    return this.#watcher.inProgress(result);
  }

  /** Overtakes everything in progress; nothing starts any more. */
  dispose(): void {
    this.#isDisposed = true;
    this.#watcher.dispose();
  }

  /** Stops the piece, or the one that a cell links to, and overtakes a start in progress. */
  stop(cell: Address): void {
    let result: Address = { ...cell, path: [] };
    for (let hops = 0; hops < LIMITS.linkHops; hops++) {
      const link = this.#core.spaces.stored(result)?.value;
      if (this.#core.pieces.get(result) !== undefined || !isLink(link)) break;
      this.#overtake(documentKey(result));
      result = { ...linkTarget(link, result), path: [] };
    }
    this.#stopPiece(result);
  }

  #overtake(key: string): void {
    const attempt = this.#starting.get(key);
    if (attempt !== undefined) attempt.isOvertaken = true;
    this.#starting.delete(key);
  }

  #stopPiece(result: Address): void {
    const key = documentKey(result);
    this.#overtake(key);
    this.#stopped.set(key, true);
    const piece = this.#core.pieces.get(result);
    if (piece === undefined) return;
    this.#prepared.set(key, true);
    this.#core.pieces.stop(piece);
    if (piece.ref !== undefined) {
      this.#core.events?.({
        type: "stopped",
        space: result.space,
        piece: result.id,
        ref: piece.ref,
      });
    }
  }

  /** The live pattern that the pointer or the session names. @throws {UnknownPatternError} */
  storedPattern(result: Address): PatternValue | undefined {
    const keyless = this.#core.setup.sessionPointers.get(documentKey(result))?.pattern;
    if (keyless !== undefined) return keyless;
    const ref = asPatternIdentityRef(this.#meta(result).patternIdentity);
    if (ref === undefined) return undefined;
    const live = this.#core.setup.source.artifactFromIdentitySync(ref.identity, ref.symbol);
    if (!isPattern(live)) throw new UnknownPatternError(ref);
    return live;
  }

  /** Starts what was set up a moment ago; another pattern that runs there is replaced. */
  startFresh(pattern: PatternValue, result: Address, ref: EntryRef | undefined): void {
    const running = this.#core.pieces.get(result);
    if (running !== undefined && isOf(running, pattern, ref)) return;
    const key = documentKey(result);
    this.#prepared.set(key, true);
    this.#stopped.delete(key);
    if (running !== undefined && ref !== undefined) return this.#watcher.follow(running, ref);
    const resume = running && new LiveResume(this.#core.spaces, running);
    if (running !== undefined) this.#core.pieces.stop(running);
    const options = { ref, parent: running?.parent, resume };
    this.#announce(this.#core.pieces.instantiate(pattern, result, options), "started");
  }

  /**
   * Starts pieces that reads reached; one that was stopped on purpose stays stopped. The answer
   * settles when the starts have, and is `undefined` when there is nothing to start.
   */
  startReached(reads: Iterable<ReadEntry>): Promise<void> | undefined {
    const starts: Promise<unknown>[] = [];
    for (const read of reads) {
      const { address } = read;
      // What a piece is can be read of one that does not run.
      if ((read as Partial<LoggedRead>).part === "meta") continue;
      const swap = this.#watcher.inProgress(address);
      if (swap !== undefined) starts.push(swap);
      if (this.#core.pieces.get(address) !== undefined) continue;
      const key = documentKey(address);
      if (this.#stopped.has(key) || this.#starting.has(key)) continue;
      if (asPatternIdentityRef(this.#meta(address).patternIdentity) === undefined) continue;
      const start = this.start(address);
      const tracked = start.catch((error) => this.#ignoreTakenBack(error, address));
      this.#core.track(tracked, { kind: "load" });
      starts.push(start);
    }
    return starts.length === 0 ? undefined : Promise.allSettled(starts).then(() => {});
  }

  /** The set-up that demand had seen conflicted and was undone: it comes again, and demand with it. */
  #ignoreTakenBack(error: unknown, address: Address): void {
    const hasPointer = asPatternIdentityRef(this.#meta(address).patternIdentity) !== undefined;
    if (hasPointer || !isNoPatternIdentity(error)) ignoreAbort(error);
  }

  /** Follows pointers of running pieces that were changed. */
  onChanges(changes: readonly Change[]): void {
    this.#watcher.onChanges(changes);
  }

  async #run(attempt: Attempt, result: Address, key: string): Promise<true> {
    for (let changes = 0; changes <= MAX_POINTER_CHANGES; changes++) {
      const target = await this.#pointerTarget(result);
      this.#requireCurrent(attempt);
      if (documentKey(target.address) !== key) return await this.start(target.address);
      const { ref } = target;
      const pattern = target.pattern ?? await loadPattern(this.#core, ref!, result);
      this.#requireCurrent(attempt);
      await mend(this.#core, { pattern, ref, result });
      const resume = await this.#fetchResume(pattern, result, key);
      this.#requireCurrent(attempt);
      const now = asPatternIdentityRef(this.#meta(result).patternIdentity);
      if (target.ref !== undefined && !sameRef(now, target.ref)) continue;
      this.#finish(pattern, target.ref, result, key, resume);
      return true;
    }
    throw startAborted();
  }

  #requireCurrent({ isOvertaken }: Attempt): void {
    if (this.#isDisposed || isOvertaken) throw startAborted();
  }

  /** What was prepared or stopped here starts without asking the store. */
  async #fetchResume(
    pattern: PatternValue,
    result: Address,
    key: string,
  ): Promise<ResumeSource | undefined> {
    const { observer } = this.#core;
    if (observer === undefined || this.#prepared.has(key)) return undefined;
    return await fetchResume(this.#core, observer, result, pattern);
  }

  #finish(
    pattern: PatternValue,
    ref: EntryRef | undefined,
    result: Address,
    key: string,
    resume: ResumeSource | undefined,
  ): void {
    const isResume = !this.#prepared.has(key);
    this.#prepared.set(key, true);
    this.#stopped.delete(key);
    const piece = this.#core.pieces.instantiate(pattern, result, { ref, resume });
    this.#announce(piece, isResume ? "resumed" : "started");
  }

  #announce(piece: RunningPiece, type: "started" | "resumed"): void {
    if (piece.ref === undefined) return;
    const { nodes, rehydrated } = countNodes(piece);
    const { space, id } = piece.link;
    this.#core.events?.({
      type,
      space,
      piece: id,
      ref: piece.ref,
      nodes,
      rehydrated,
      toRun: nodes - rehydrated,
    });
  }

  async #pointerTarget(
    start: Address,
  ): Promise<{ address: Address; ref?: EntryRef; pattern?: PatternValue }> {
    let address = start;
    for (let hops = 0; hops <= LIMITS.linkHops; hops++) {
      await this.#core.spaces.load([address]);
      const ref = asPatternIdentityRef(this.#meta(address).patternIdentity);
      if (ref !== undefined) return { address, ref };
      const keyless = this.#core.setup.sessionPointers.get(documentKey(address))?.pattern;
      if (keyless !== undefined) return { address, pattern: keyless };
      const value = this.#core.spaces.peek(address.space)?.replica.current(address)?.document
        ?.value;
      if (!isLink(value)) throw noPatternIdentity();
      address = { ...linkTarget(value, address), path: [] };
    }
    throw noPatternIdentity();
  }

  #meta(address: Address): Readonly<Record<string, unknown>> {
    return this.#core.spaces.peek(address.space)?.replica.current(address)?.document?.meta ?? {};
  }
}

/** A start that was overtaken is no error of who demanded it. */
function ignoreAbort(error: unknown): void {
  if (!isStartAborted(error)) throw error;
}

/** Whether `piece` is an instance of the pattern; artifacts of one pointer are interchangeable. */
function isOf(piece: RunningPiece, pattern: PatternValue, ref: EntryRef | undefined): boolean {
  return piece.pattern === pattern || sameRef(piece.ref, ref);
}

function countNodes(piece: RunningPiece): { nodes: number; rehydrated: number } {
  let nodes = piece.nodes.size;
  let rehydrated = [...piece.nodes].filter(({ status }) => status === "clean").length;
  for (const child of piece.children.values()) {
    const below = countNodes(child);
    nodes += below.nodes;
    rehydrated += below.rehydrated;
  }
  return { nodes, rehydrated };
}
