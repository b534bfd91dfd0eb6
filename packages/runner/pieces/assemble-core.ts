/**
 * Makes the parts of a runtime and joins them: storage, cells, scheduler, pieces, events. Parts call
 * each other through the core, which is complete once all are made; none does before.
 */
import { makeCounters } from "@commonfabric/contract";
import { BoundedMap, nodeSha256, type Sha256 } from "@commonfabric/canonical";
import type { Cancel } from "@commonfabric/storage";
import { isPattern } from "../builders/artifact.ts";
import { NowTickers } from "../builtins/now-ticker.ts";
import { Observer, type RuntimeFingerprints } from "../observations/observer.ts";
import { RuntimeCellHost } from "../scheduler/cell-host.ts";
import { NonConvergenceError } from "../scheduler/errors.ts";
import { Scheduler } from "../scheduler/scheduler.ts";
import { SpaceTable } from "../transactions/space-table.ts";
import { runUnwatched } from "../telemetry/telemetry.ts";
import { storedLink } from "../transactions/stored-link.ts";
import { makeCellAccess } from "./cell-access.ts";
import { ErrorReports } from "./error-reports.ts";
import { EventIntake } from "./event-intake.ts";
import { PieceTable } from "./piece-table.ts";
import { patternLeaf } from "./pointer-gate.ts";
import { ReceiptExpiry } from "./receipts.ts";
import { runOf } from "./run-context.ts";
import type { RuntimeCore } from "./runtime-core.ts";
import { type RuntimeLimits, runtimeLimits } from "./runtime-limits.ts";
import type { PieceRuntimeOptions } from "./runtime-options.ts";
import { serveEvent } from "./serve-event.ts";
import type { SetupContext } from "./setup.ts";
import { PieceStarter } from "./start.ts";
import { TrackedWork } from "./tracked-work.ts";

/** Pairs of a space and a pattern that need no look at the store before a pointer is written. */
const PERSISTED_BOUND = 10_000;

/** The core, and the parts that only the runtime itself talks to. */
export interface RuntimeParts {
  readonly core: RuntimeCore;
  readonly starter: PieceStarter;
  readonly events: EventIntake;
  readonly errors: ErrorReports;
  readonly work: TrackedWork;
  readonly cancelChanges: Cancel;
}

export function assembleCore(options: PieceRuntimeOptions): RuntimeParts {
  const { stores, runtimeId, ports } = options;
  const limits = runtimeLimits(options.limits);
  const counters = options.counters ?? makeCounters();
  const sha256 = options.sha256 ?? nodeSha256;
  const observer = makeObserver(options, sha256, () => core);
  const spaces = new SpaceTable({
    stores,
    counters,
    sha256,
    runtimeId,
    setTimer: ports.setTimer,
    scope: options.scope,
    enforcesLabels: options.cfcMode === "enforce",
    holdSinks: (): Cancel => scheduler.holdSinks(),
    rows: (space) => observer?.rowsOf(space),
  });
  const errors = new ErrorReports(options.mapError ?? (() => ({})));
  const report: RuntimeCore["report"] = (error, context) => errors.report(error, context);
  const work = new TrackedWork(report);
  const events = new EventIntake(
    () => core,
    (event) => serveEvent(core, starter, event),
    limits.queuedEvents,
  );
  const scheduler = new Scheduler({
    ports,
    counters,
    events: options.events,
    report: (error, node) =>
      report(error, {
        kind: error instanceof NonConvergenceError ? "budget" : "store",
        action: node?.spec.id,
        piece: node && core.pieces.get(node.spec.piece),
        implementation: node?.spec.code,
      }),
    linkAt: (address) => storedLink(spaces, address),
    flush: () => spaces.flush(),
    demandMoved: () => core.tickers.endIdle(),
    reached: (reads) => starter.startReached(reads),
  });
  const setup = makeSetupContext(options, limits, sha256, () => core);
  const cellHost = new RuntimeCellHost({
    spaces,
    scheduler: () => scheduler,
    artifact: (value, { tx, piece }) =>
      isPattern(value)
        ? patternLeaf(tx, value, setup, { space: tx.placedSpace ?? piece.link.space })
        : undefined,
    enqueue: (send, origin) => events.enqueue([send], origin),
    report: (error, tx) => report(error, runOf(tx) ?? { kind: "action" }),
    warn: setup.warn,
    track: (promise) => work.track(promise, { kind: "store" }),
  });
  const core: RuntimeCore = {
    spaces,
    scheduler,
    cells: makeCellAccess(cellHost),
    cellHost,
    pieces: new PieceTable(() => core),
    setup,
    receipts: new ReceiptExpiry(spaces),
    tickers: new NowTickers(() => core),
    ports,
    counters,
    events: options.events,
    operation: options.operation ?? runUnwatched,
    resolveCode: options.resolveCode ?? ((module) => module.implementation),
    idempotence: options.idempotence,
    observer,
    report,
    sourceOf: (error) => errors.sourceOf(error),
    track: (promise, context) => work.track(promise, context),
    enqueue: (sends, origin) => events.enqueue(sends, origin),
    dispatch: (stream, event) => events.dispatch(stream, event),
  };
  const starter = new PieceStarter(core);
  const cancelChanges = spaces.changes.subscribe((changes) => {
    scheduler.onChanges(changes);
    starter.onChanges(changes);
  });
  return { core, starter, events, errors, work, cancelChanges };
}

function makeSetupContext(
  { source, ports, events }: PieceRuntimeOptions,
  limits: RuntimeLimits,
  sha256: Sha256,
  core: () => RuntimeCore,
): SetupContext {
  return {
    source,
    sha256,
    limits,
    sessionPointers: new Map(),
    persisted: new BoundedMap(PERSISTED_BOUND),
    gated: new WeakSet(),
    warn: (code, text) => events?.({ type: "warning", code, text }),
    running: (result) => core().pieces.get(result),
    resolveSpace: ports.resolveSpace ?? ((name) => name),
  };
}

function makeObserver(
  { observations, fingerprints, cfcMode, ports, events }: PieceRuntimeOptions,
  sha256: Sha256,
  core: () => RuntimeCore,
): Observer | undefined {
  if (observations === false) return undefined;
  return new Observer({
    sha256,
    fingerprints: () => fingerprintsOf(fingerprints?.(), cfcMode),
    spaces: () => core().spaces,
    setTimer: ports.setTimer,
    events,
    hasAction: (piece, action, kind) => core().pieces.hasAction(piece, action, kind),
  });
}

/** What was read where labels are not enforced is no observation of what one may read elsewhere. */
function fingerprintsOf(
  known: RuntimeFingerprints | undefined,
  cfcMode: PieceRuntimeOptions["cfcMode"],
): RuntimeFingerprints {
  const { host, sched } = known ?? { host: undefined, sched: undefined };
  return { host, sched: sched && (cfcMode === "enforce" ? sched : `${sched}+unlabelled`) };
}
