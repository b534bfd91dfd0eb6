/**
 * Running pieces follow their pointers.
 *
 *     pointer changes --> load --> set up --> old nodes out, next ones in (in resume mode)
 *                          |         `-- refused: reported, the piece goes on as it is
 *                          |-- absent for good: reported, the piece goes on and gets its pointer back
 *                          `-- transient failure: nothing changes; again after a while
 *
 * A newer change supersedes an older one.
 */
import type { EntryRef } from "@commonfabric/module-identity";
import { type Cancel, StoreBusyError, StoreInputOutputError } from "@commonfabric/storage";
import { documentKey } from "../links/sigil.ts";
import { LiveResume } from "../observations/live-resume.ts";
import type { Change } from "../transactions/changes.ts";
import type { DocumentAddress } from "../types.ts";
import { ConflictError, StoreUnavailableError } from "../transactions/errors.ts";
import { loadPattern } from "./load-pattern.ts";
import { mend } from "./mending.ts";
import { PatternNotPersistedError, PieceStartError } from "./errors.ts";
import { asPatternIdentityRef, sameRef } from "./pointer.ts";
import { restorePointer } from "./restore-pointer.ts";
import type { RunningPiece } from "./running-piece.ts";
import type { RuntimeCore } from "./runtime-core.ts";

const MIN_WAIT_MS = 50;
const MAX_WAIT_MS = 5_000;

interface Swap {
  readonly piece: RunningPiece;
  readonly to: EntryRef;
  failures: number;
  cancelTimer: Cancel | undefined;
  /** Settles when the attempt that is under way has. */
  done: Promise<void> | undefined;
}

export class PointerWatcher {
  readonly #core: RuntimeCore;
  /** The newest swap of each piece, by result cell. */
  readonly #swaps = new Map<string, Swap>();
  readonly #pending = new Set<Promise<void>>();

  constructor(core: RuntimeCore) {
    this.#core = core;
  }

  /** Swaps that are under way; one that waits for its time is not. */
  get pending(): Iterable<Promise<void>> {
    return this.#pending;
  }

  get hasPending(): boolean {
    return this.#pending.size > 0;
  }

  onChanges(changes: readonly Change[]): void {
    const changed: { readonly piece: RunningPiece; readonly to: EntryRef | undefined }[] = [];
    for (const change of changes) {
      const { before, after } = change;
      if (before?.meta?.patternIdentity === after?.meta?.patternIdentity) continue;
      const piece = this.#core.pieces.get(change);
      const to = asPatternIdentityRef(after?.meta?.patternIdentity);
      if (piece !== undefined) changed.push({ piece, to });
    }
    // Parents first: they make their children anew.
    for (const { piece, to } of changed.sort((a, b) => a.piece.depth - b.piece.depth)) {
      if (to === undefined) this.#drop(piece);
      else this.follow(piece, to);
    }
  }

  /** Settles when a swap of the piece that is under way has; `undefined` when there is none. */
  inProgress(result: DocumentAddress): Promise<void> | undefined {
    return this.hasPending ? this.#swaps.get(documentKey(result))?.done : undefined;
  }

  /** Lets `piece` go on with the pattern that `to` names. */
  follow(piece: RunningPiece, to: EntryRef): void {
    const key = documentKey(piece.link);
    if (sameRef(this.#swaps.get(key)?.to, to)) return;
    this.#drop(piece);
    if (sameRef(piece.ref, to) || this.#followsParent(piece)) return;
    const swap: Swap = { piece, to, failures: 0, cancelTimer: undefined, done: undefined };
    this.#swaps.set(key, swap);
    this.#begin(swap);
  }

  dispose(): void {
    for (const { piece } of [...this.#swaps.values()]) this.#drop(piece);
  }

  #drop({ link }: RunningPiece): void {
    const key = documentKey(link);
    this.#swaps.get(key)?.cancelTimer?.();
    this.#swaps.delete(key);
  }

  #followsParent({ parent }: RunningPiece): boolean {
    if (parent === undefined) return false;
    return this.#swaps.has(documentKey(parent.link)) || this.#followsParent(parent);
  }

  #begin(swap: Swap): void {
    const work = this.#core.operation("swap", () => this.#run(swap));
    this.#core.track(work, { kind: "load", piece: swap.piece });
    const done: Promise<void> = work.catch(() => {}).then(() => {
      this.#pending.delete(done);
      swap.done = undefined;
    });
    swap.done = done;
    this.#pending.add(done);
  }

  async #run(swap: Swap): Promise<void> {
    const { piece, to } = swap;
    const { result } = piece.addresses;
    try {
      const pattern = await loadPattern(this.#core, to, result);
      if (!this.#isCurrent(swap)) return;
      await mend(this.#core, { pattern, ref: to, result });
      if (!this.#isCurrent(swap)) return;
      this.#drop(piece);
      const resume = new LiveResume(this.#core.spaces, piece);
      this.#core.setup.sessionPointers.delete(documentKey(result));
      this.#core.pieces.stop(piece);
      this.#core.pieces.instantiate(pattern, result, { ref: to, parent: piece.parent, resume });
    } catch (error) {
      if (!this.#isCurrent(swap)) return;
      if (isTransient(error)) return this.#retryLater(swap, error);
      this.#drop(piece);
      if (error instanceof PieceStartError) await this.#restore(swap);
      throw error;
    }
    if (piece.ref === undefined) return;
    const { space, id } = result;
    this.#core.events?.({ type: "swapped", space, piece: id, from: piece.ref, to });
  }

  async #restore({ piece, to }: Swap): Promise<void> {
    try {
      await restorePointer(this.#core, piece, to);
    } catch (error) {
      this.#core.report(error, { kind: "store", piece });
    }
  }

  /** An episode is reported once. */
  #retryLater(swap: Swap, error: unknown): void {
    if (swap.failures === 0) this.#core.report(error, { kind: "store", piece: swap.piece });
    const wait = Math.min(MAX_WAIT_MS, MIN_WAIT_MS * 2 ** swap.failures);
    swap.failures = Math.min(swap.failures + 1, 16);
    swap.cancelTimer = this.#core.ports.setTimer(wait, () => {
      if (this.#isCurrent(swap)) this.#begin(swap);
    });
  }

  #isCurrent(swap: Swap): boolean {
    const { piece, to } = swap;
    if (this.#swaps.get(documentKey(piece.link)) !== swap) return false;
    const { meta } = this.#core.spaces.stored(piece.link) ?? {};
    if (piece.isRunning && sameRef(asPatternIdentityRef(meta?.patternIdentity), to)) return true;
    this.#drop(piece);
    return false;
  }
}

/** Whether the same may succeed a little later. */
function isTransient(error: unknown): boolean {
  return error instanceof StoreUnavailableError || error instanceof StoreBusyError ||
    error instanceof StoreInputOutputError || error instanceof ConflictError ||
    error instanceof PatternNotPersistedError;
}
