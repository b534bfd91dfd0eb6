/**
 * Serving one event: start its piece, bring up to date what the handler reads, run it in one
 * transaction, commit, release what it sent.
 *
 *     attempt --conflict--> again on fresh state (at most 8)
 *        |----suspended---> fetch documents or run computations, then again (at most 100 rounds)
 *        `----throw-------> the event is dropped, nothing of it is stored
 */
import { taggedDigest } from "@commonfabric/canonical";
import { optional } from "../builders/factory.ts";
import { isNativePromise, makeFrame, runInFrame } from "../frame-powers.ts";
import { isLink, linkTarget } from "../links/sigil.ts";
import { RuntimeDisposedError, SuspensionLimitError } from "../scheduler/errors.ts";
import type { EventOutcome, QueuedEvent } from "../scheduler/event-queue.ts";
import { commitFailure, ConflictError, SuspendSignal } from "../transactions/errors.ts";
import { RetryHold } from "../transactions/retry-hold.ts";
import { RunnerTransaction } from "../transactions/transaction.ts";
import { nodeAt } from "../transactions/tree.ts";
import type { Address, DocumentAddress, ReadEntry } from "../types.ts";
import { isStreamMarker } from "../values/leaves.ts";
import { isStartAborted } from "./errors.ts";
import { handlerFetch } from "./handler-fetch.ts";
import { whenReachable } from "./when-reachable.ts";
import { readArgument, readState } from "./read-argument.ts";
import { hasReceipt, writeReceipt } from "./receipts.ts";
import { RunningAction } from "./running-action.ts";
import { readPayload } from "./read-payload.ts";
import type { BoundHandler } from "./running-piece.ts";
import { makeRandom } from "./seeded-random.ts";
import { noteRun } from "./run-context.ts";
import type { ErrorContext, RuntimeCore } from "./runtime-core.ts";
import type { PieceStarter } from "./start.ts";

const MAX_ATTEMPTS = 8;
const GRID_MS = 1_000;

/** An event whose stream nobody serves. */
export class NoHandlerError extends Error {
  override readonly name = "NoHandlerError";
  constructor({ id, path }: Address, isStream: boolean) {
    super(
      isStream
        ? `No handler serves the stream ${id}: the piece that made it is not there`
        : `No stream is at ${
          [id, ...path].join("/")
        }: send events to what a handler or action gave`,
    );
  }
}

type Attempt =
  | { readonly kind: "committed"; readonly seq: number; readonly result: unknown }
  | { readonly kind: "duplicate" }
  | { readonly kind: "conflict"; readonly error: ConflictError }
  | {
    readonly kind: "suspended";
    readonly reads: readonly ReadEntry[];
    readonly missing: readonly DocumentAddress[];
  };

/** Serves `event`; never rejects. */
export async function serveEvent(
  core: RuntimeCore,
  starter: PieceStarter,
  event: QueuedEvent,
): Promise<EventOutcome> {
  core.counters.eventsDelivered++;
  let attempts = 0;
  let handler: BoundHandler | undefined;
  // One time and one seed per event: every attempt computes the same.
  const eventTimeMs = Math.floor(core.ports.nowMs() / GRID_MS) * GRID_MS;
  const seed = core.ports.random();
  const hold = new RetryHold(core.spaces);
  try {
    if (event.isIngress && await hasReceipt(core.spaces, event)) {
      return { status: "duplicate", attempts: 0 };
    }
    handler = await findHandler(core, starter, event);
    handler.activity.isServing = true;
    await preflight(core, handler, event);
    for (let rounds = 0; rounds < core.setup.limits.suspensionRounds;) {
      const attempt = await runHandler(core, handler, event, { eventTimeMs, seed, hold });
      if (attempt.kind === "suspended") {
        rounds++;
        core.counters.suspensions++;
        await whenReachable(core.ports, () => core.spaces.load(attempt.missing));
        await settleReads(core, handler, attempt.reads);
        continue;
      }
      attempts++;
      announce(core, handler, attempts);
      if (attempt.kind === "committed") {
        const { seq, result } = attempt;
        const isDeclared = handler.module.resultSchema !== undefined;
        return { status: "committed", attempts, seq, ...(isDeclared ? { result } : {}) };
      }
      if (attempt.kind === "duplicate") return { status: "duplicate", attempts };
      if (attempts >= MAX_ATTEMPTS) throw attempt.error;
      await core.spaces.confirmed();
      await preflight(core, handler, event);
    }
    throw new SuspensionLimitError(handler.name.id, core.setup.limits.suspensionRounds);
  } catch (error) {
    // On a second run code may well fail: its work is done.
    if (event.isIngress && await isHandledElsewhere(core, event)) {
      return { status: "duplicate", attempts };
    }
    if (core.scheduler.isDisposed && isCutShort(error)) {
      return { status: "failed", attempts, error: new RuntimeDisposedError() };
    }
    core.report(error, handler === undefined ? { kind: "handler" } : contextOf(handler));
    return { status: "failed", attempts: Math.max(1, attempts), error };
  } finally {
    hold.end();
    if (handler !== undefined) handler.activity.isServing = false;
  }
}

/** Whether `error` says no more than that something was ended. */
function isCutShort(error: unknown): boolean {
  return error instanceof RuntimeDisposedError || isStartAborted(error);
}

/** A store that does not answer leaves the first error standing. */
function isHandledElsewhere(core: RuntimeCore, event: QueuedEvent): Promise<boolean> {
  return hasReceipt(core.spaces, event).catch(() => false);
}

function announce(core: RuntimeCore, handler: BoundHandler, attempts: number): void {
  const { space, id: piece } = handler.piece.link;
  const cause = attempts === 1 ? "first" : "retry";
  core.events?.({ type: "ran", space, piece, action: handler.name.id, cause });
}

/** Starts the piece that made the stream, if it does not run. */
async function findHandler(
  core: RuntimeCore,
  starter: PieceStarter,
  event: QueuedEvent,
): Promise<BoundHandler> {
  const { stream } = event;
  const serving = core.pieces.handlerOf(stream);
  // A piece whose pattern is being replaced serves the event with the next one.
  if (serving !== undefined) await starter.swapInProgress(serving.piece.link);
  const known = core.pieces.handlerOf(stream);
  if (known !== undefined) return known;
  await core.spaces.load([stream]);
  const meta = core.spaces.peek(stream.space)?.replica.current(stream)?.document?.meta;
  const owner = meta?.result;
  if (isLink(owner)) await starter.start(linkTarget(owner, stream));
  const found = core.pieces.handlerOf(stream) ??
    (isLink(owner) ? core.pieces.restoreHandler(stream, linkTarget(owner, stream)) : undefined);
  if (found === undefined) {
    const document = core.spaces.peek(stream.space)?.replica.current(stream)?.document;
    throw new NoHandlerError(stream, isStreamMarker(nodeAt(document?.value, stream.path)));
  }
  return found;
}

function contextOf({ piece, name, module: { implementation } }: BoundHandler): ErrorContext {
  return { kind: "handler", piece, action: name.id, implementation };
}

/** Brings up to date what the state of the handler reads under its schemas. */
function preflight(core: RuntimeCore, handler: BoundHandler, event: QueuedEvent): Promise<void> {
  return whenReachable(core.ports, () => readAhead(core, handler, event));
}

function readAhead(core: RuntimeCore, handler: BoundHandler, event: QueuedEvent): Promise<void> {
  return core.scheduler.settle(`event:${event.id}`, () => {
    const tx = new RunnerTransaction(core.spaces, { onMissing: "suspend" });
    noteRun(tx, contextOf(handler));
    try {
      readArgument(core, tx, handler.state);
    } catch (error) {
      if (!tx.isSuspended) throw error;
    }
    const { readLog: reads, missing, isSuspended } = tx;
    tx.abort();
    return isSuspended
      ? { kind: "suspended", reads, ready: core.spaces.load(missing) }
      : { kind: "done", reads, writes: [] };
  }, handler.piece.link);
}

function settleReads(
  core: RuntimeCore,
  { piece }: BoundHandler,
  reads: readonly ReadEntry[],
): Promise<void> {
  const read = () => ({ kind: "done", reads, writes: [] }) as const;
  return core.scheduler.settle("handler reads", read, piece.link);
}

async function runHandler(
  core: RuntimeCore,
  handler: BoundHandler,
  event: QueuedEvent,
  fixed: { readonly eventTimeMs: number; readonly seed: number; readonly hold: RetryHold },
): Promise<Attempt> {
  const tx: RunnerTransaction = new RunnerTransaction(
    core.spaces,
    {
      elements: { kind: "event", id: event.id },
      onMissing: "suspend",
      onUndone: fixed.hold.begin,
      beforeRead: (read) => {
        // A handler must not act on a value that a computation is about to change.
        if (core.scheduler.hasInvalidWriter([read])) {
          waited.push(read);
          throw tx.suspend();
        }
      },
    } as ConstructorParameters<typeof RunnerTransaction>[1],
  );
  const waited: ReadEntry[] = [];
  tx.setImplementationIdentity(handler.name.identity);
  noteRun(tx, contextOf(handler));
  const { module, piece } = handler;
  const action = new RunningAction(core, {
    kind: "handler",
    tx,
    piece,
    origin: { event: event.id },
  });
  const frame = makeFrame({
    kind: "handler",
    context: action,
    code: module.implementation,
    eventTimeMs: fixed.eventTimeMs,
    random: makeRandom(fixed.seed),
    ...optional("fetch", handlerFetch(core.ports, fixed.eventTimeMs, fixed.hold.end)),
  });
  const startMs = core.ports.nowMs();
  let isOver = false;
  const note = () => {
    if (!isOver) handler.activity.note(tx, event.id, core.ports.nowMs() - startMs);
    isOver = true;
  };
  try {
    const state = readState(core, tx, handler.state);
    const payload = readPayload(core, tx, handler, event);
    core.counters.actionRuns++;
    core.counters.handlerRuns++;
    const returned: unknown = runInFrame(frame, () => core.resolveCode(module)(payload, state));
    // A thenable is never awaited: its `then` would run as host code.
    let result = isNativePromise(returned) ? await returned : returned;
    if (tx.isSuspended) throw new SuspendSignal();
    note();
    if (module.resultSchema !== undefined) result = core.cells.stored(result, handler.stream);
    return await commitHandler(core, action, event, result);
  } catch (error) {
    if (!tx.isSuspended) {
      note();
      tx.abort(error);
      throw error;
    }
    const reads = [...tx.readLog, ...waited];
    const { missing } = tx;
    tx.abort(error);
    return { kind: "suspended", reads, missing };
  }
}

async function commitHandler(
  core: RuntimeCore,
  action: RunningAction,
  event: QueuedEvent,
  result: unknown,
): Promise<Attempt> {
  const { tx } = action;
  const receipted = event.isIngress ? writeReceipt(tx, event) : undefined;
  const slot = `event:${event.id}`;
  core.pieces.adopt(action.piece, action, slot);
  tx.prepareCfc();
  const outcome = await tx.commit();
  if ("conflict" in outcome) {
    return { kind: "conflict", error: new ConflictError(outcome.conflict.keys, MAX_ATTEMPTS) };
  }
  if ("refused" in outcome) {
    if (outcome.refused.code === "exists" && event.isIngress) return { kind: "duplicate" };
    throw commitFailure(outcome, 1);
  }
  core.enqueue(action.sends, event.id);
  if (receipted !== undefined) {
    core.track(core.receipts.expire(receipted, outcome.ok.at), { kind: "store" });
  }
  return { kind: "committed", seq: outcome.ok.seq, result };
}

/** The id of an event: a retry or a second delivery of the same one has the same id. */
export function eventId(
  core: Pick<RuntimeCore, "spaces">,
  fields: { origin: string; stream: { space: string; id: string }; ordinal: number },
): string {
  return taggedDigest(core.spaces.sha256, "cf/event-id/v1", (writer) => {
    writer.str(fields.origin).str(fields.stream.space).str(fields.stream.id).u32(fields.ordinal);
  });
}
