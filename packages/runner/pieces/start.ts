/**
 * Starting stored pieces: pointer, pattern, nodes.
 *
 *     result cell --meta--> pointer --source--> pattern --graph--> nodes
 *        (a cell without pointer that holds a link: the link's target is started)
 */
import type { EntryRef } from "@commonfabric/module-identity";
import { LIMITS } from "@commonfabric/contract";
import { isPattern, patternGraph } from "../builders/artifact.ts";
import type { PatternValue } from "../builders/graph.ts";
import { documentKey, isLink, linkTarget } from "../links/sigil.ts";
import { fetchResume } from "../observations/fetch-resume.ts";
import { LiveResume } from "../observations/live-resume.ts";
import type { ResumeSource } from "../observations/resume-source.ts";
import { RunnerTransaction } from "../transactions/transaction.ts";
import { StoreUnavailableError } from "../transactions/errors.ts";
import type { Change, LoggedRead } from "../transactions/changes.ts";
import type { Address, DocumentAddress, ReadEntry } from "../types.ts";
import { couldNotLoad, noPatternIdentity, startAborted, UnknownPatternError } from "./errors.ts";
import { childApplications, placedOutputs } from "./child-places.ts";
import { hasNarrowChildren } from "./narrow-cells.ts";
import { setupPiece } from "./setup.ts";
import { PieceAddresses } from "./piece-addresses.ts";
import { asPatternIdentityRef, sameRef } from "./pointer.ts";
import type { RunningPiece } from "./running-piece.ts";
import type { RuntimeCore } from "./runtime-core.ts";

const MAX_POINTER_CHANGES = 8;

export class PieceStarter {
  readonly #core: RuntimeCore;
  readonly #starting = new Map<string, Promise<true>>();
  /** Raised by `stop`: an attempt of an older generation has no effect. */
  readonly #generations = new Map<string, number>();
  /** Pieces that this runtime set up or ran before start without asking the store again. */
  readonly #prepared = new Set<string>();
  /** Stopped on purpose: demand alone does not start them again. */
  readonly #stopped = new Set<string>();

  constructor(core: RuntimeCore) {
    this.#core = core;
  }

  /** Starts in progress. */
  get pending(): Iterable<Promise<true>> {
    return this.#starting.values();
  }

  get hasPending(): boolean {
    return this.#starting.size > 0;
  }

  /**
   * Starts the piece at `result`; concurrent calls share one attempt.
   * @throws {PieceStartError} without pointer or pattern @throws {DOMException} `AbortError`
   */
  start(result: Address): Promise<true> {
    const root: Address = { ...result, path: [] };
    const key = documentKey(root);
    if (this.#core.pieces.get(root) !== undefined) return Promise.resolve(true);
    const known = this.#starting.get(key);
    if (known !== undefined) return known;
    const attempt = this.#attempt(root, key).finally(() => this.#starting.delete(key));
    this.#starting.set(key, attempt);
    return attempt;
  }

  /** Stops the piece and overtakes a start in progress. */
  stop(result: Address): void {
    const key = documentKey(result);
    this.#generations.set(key, this.#generationOf(key) + 1);
    this.#stopped.add(key);
    const piece = this.#core.pieces.get(result);
    if (piece === undefined) return;
    this.#prepared.add(key);
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
    this.#prepared.add(key);
    this.#stopped.delete(key);
    if (running !== undefined) return this.#replace(running, pattern, ref);
    this.#announce(this.#core.pieces.instantiate(pattern, result, { ref }), "started");
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
      if (this.#core.pieces.get(address) !== undefined) continue;
      const key = documentKey(address);
      if (this.#stopped.has(key) || this.#starting.has(key)) continue;
      if (asPatternIdentityRef(this.#meta(address).patternIdentity) === undefined) continue;
      const start = this.start(address);
      this.#core.track(start, { kind: "load" });
      starts.push(start);
    }
    return starts.length === 0 ? undefined : Promise.allSettled(starts).then(() => {});
  }

  /** Follows pointers of running pieces that were changed by others. */
  onChanges(changes: readonly Change[]): void {
    for (const { space, scope, id, before, after } of changes) {
      if (before?.meta?.patternIdentity === after?.meta?.patternIdentity) continue;
      const piece = this.#core.pieces.get({ space, scope, id });
      const ref = asPatternIdentityRef(after?.meta?.patternIdentity);
      if (piece?.ref === undefined || ref === undefined || sameRef(piece.ref, ref)) continue;
      this.#core.track(this.#swap(piece, ref), { kind: "load", piece });
    }
  }

  async #swap(piece: RunningPiece, to: EntryRef): Promise<void> {
    const result = piece.addresses.result;
    const pattern = await this.#load(to, result);
    const now = asPatternIdentityRef(this.#meta(result).patternIdentity);
    // A newer change supersedes this one, and the runtime that made the change swaps on its own.
    const isCurrent = piece.isRunning && sameRef(now, to);
    if (!isCurrent || this.#core.pieces.get(result)?.pattern === pattern) return;
    this.#mend(pattern, to, result);
    this.#replace(piece, pattern, to);
  }

  #replace(piece: RunningPiece, pattern: PatternValue, to: EntryRef | undefined): void {
    const { result } = piece.addresses;
    const resume = new LiveResume(this.#core.spaces, piece);
    this.#core.pieces.stop(piece);
    this.#core.pieces.instantiate(pattern, result, { ref: to, parent: piece.parent, resume });
    if (piece.ref === undefined || to === undefined) return;
    const { space, id } = result;
    this.#core.events?.({ type: "swapped", space, piece: id, from: piece.ref, to });
  }

  #generationOf(key: string): number {
    return this.#generations.get(key) ?? 0;
  }

  async #attempt(result: Address, key: string): Promise<true> {
    const generation = this.#generationOf(key);
    for (let changes = 0; changes <= MAX_POINTER_CHANGES; changes++) {
      const target = await this.#pointerTarget(result);
      if (documentKey(target.address) !== key) return await this.start(target.address);
      const pattern = target.pattern ?? await this.#load(target.ref!, target.address);
      await this.#fetchForMending(pattern, target.ref, target.address);
      const resume = await this.#fetchResume(pattern, result, key);
      if (this.#generationOf(key) !== generation) throw startAborted();
      const now = asPatternIdentityRef(this.#meta(result).patternIdentity);
      if (target.ref !== undefined && !sameRef(now, target.ref)) continue;
      this.#finish(pattern, target.ref, result, key, resume);
      return true;
    }
    throw startAborted();
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
    this.#prepared.add(key);
    this.#mend(pattern, ref, result);
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

  /** Finishes an interrupted swap, and stages children that the stored piece does not have. */
  #mend(pattern: PatternValue, ref: EntryRef | undefined, result: Address): void {
    if (this.#isWhole(pattern, ref, result)) return;
    const tx = new RunnerTransaction(this.#core.spaces, { elements: { kind: "set-up" } });
    this.#stageAgain(tx, pattern, result);
    this.#core.track(tx.commit(), { kind: "store" });
  }

  #stageAgain(tx: RunnerTransaction, pattern: PatternValue, result: Address): void {
    const request = { pattern, argument: undefined, use: "state" as const, result, depth: 0 };
    setupPiece(tx, request, this.#core.setup);
  }

  #isWhole(pattern: PatternValue, ref: EntryRef | undefined, result: Address): boolean {
    const isUnfinished = ref !== undefined &&
      !sameRef(asPatternIdentityRef(this.#meta(result).patternSetupIdentity), ref);
    return !isUnfinished && this.#childrenAreStaged(pattern, result);
  }

  /** Fetches the documents that mending reads: children of a user are not there for the next one. */
  async #fetchForMending(
    pattern: PatternValue,
    ref: EntryRef | undefined,
    result: Address,
  ): Promise<void> {
    const { spaces } = this.#core;
    const graph = patternGraph(pattern);
    await spaces.load(placedOutputs(graph, new PieceAddresses(result, graph, spaces.sha256)));
    const children = this.#children(pattern, result).map((child) => child.result);
    const isHere = ({ space }: Address) => space === result.space;
    await spaces.load(children.filter(isHere));
    // A child in a space that is out of reach is no reason not to start.
    await spaces.load(children.filter((child) => !isHere(child))).catch((error) => {
      if (!(error instanceof StoreUnavailableError)) throw error;
    });
    for (let rounds = 0; rounds < LIMITS.suspensionRounds; rounds++) {
      if (this.#isWhole(pattern, ref, result)) return;
      const tx = new RunnerTransaction(spaces, { onMissing: "suspend" });
      try {
        this.#stageAgain(tx, pattern, result);
      } catch (error) {
        if (!tx.isSuspended) throw error;
      }
      const { missing, isSuspended } = tx;
      tx.abort();
      if (!isSuspended) return;
      await spaces.load(missing);
    }
  }

  /** The children of a piece, and below them those that a runtime may be the first to have. */
  #children(pattern: PatternValue, result: Address): { result: Address; pattern: PatternValue }[] {
    const { sha256 } = this.#core.spaces;
    const graph = patternGraph(pattern);
    const addresses = new PieceAddresses(result, graph, sha256);
    const { setup, spaces } = this.#core;
    const read = (address: DocumentAddress) => spaces.stored(address);
    const children = [...childApplications(graph, addresses, setup, read)];
    return children.flatMap(({ module, result }) => {
      const child = { result, pattern: module.pattern };
      return hasNarrowChildren(child.pattern)
        ? [child, ...this.#children(child.pattern, result)]
        : [child];
    });
  }

  #childrenAreStaged(pattern: PatternValue, result: Address): boolean {
    return this.#children(pattern, result).every((child) => {
      const version = this.#core.spaces.peek(child.result.space)?.replica.current(child.result);
      if (version === undefined) return true;
      const ref = this.#core.setup.source.getArtifactEntryRef(child.pattern);
      const { meta } = version.document ?? {};
      // The result of a pattern without module names no pointer, but it has a meta when it is there.
      if (ref === undefined) return meta !== undefined || child.result.scope === result.scope;
      return sameRef(asPatternIdentityRef(meta?.patternIdentity), ref);
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

  async #load(ref: EntryRef, address: Address): Promise<PatternValue> {
    const { source } = this.#core.setup;
    const live = source.artifactFromIdentitySync(ref.identity, ref.symbol);
    if (isPattern(live)) return live;
    const loaded = await source.loadPatternByIdentity(ref.identity, ref.symbol, address.space);
    if (loaded === undefined) throw couldNotLoad(ref);
    return loaded;
  }

  #meta(address: Address): Readonly<Record<string, unknown>> {
    return this.#core.spaces.peek(address.space)?.replica.current(address)?.document?.meta ?? {};
  }
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
