/** One run of a computation in one transaction: the protocol that all kinds of computation share. */
import type { CommitResult } from "@commonfabric/storage";
import { isNativePromise } from "../frame-powers.ts";
import type { ComputationNode, ComputationSpec, RunOutcome } from "../scheduler/node.ts";
import { AsyncComputationError, SuspensionLimitError } from "../scheduler/errors.ts";
import { commitFailure, SuspendSignal } from "../transactions/errors.ts";
import { RunnerTransaction } from "../transactions/transaction.ts";
import type { ObservedChild } from "../observations/observation.ts";
import type { LastRun, ObservedAction, RunRecord } from "../observations/run-record.ts";
import type { Address, CellScope } from "../types.ts";
import type { ActionName } from "./action-identity.ts";
import type { RepeatableRun } from "./idempotence-check.ts";
import { openOutput, outputChain } from "./output-scope.ts";
import { noteRun } from "./run-context.ts";
import type { ErrorContext, RuntimeCore } from "./runtime-core.ts";
import type { RunningPiece } from "./running-piece.ts";

/** Patterns that a run applied; `unknown` when another process could not find them again. */
export type Applied = readonly ObservedChild[] | "unknown";

export interface ComputationBody {
  readonly piece: RunningPiece;
  readonly name: ActionName;
  readonly implementation?: object | undefined;
  readonly output: Address;
  /** Reads the inputs; code must not have run yet. */
  readonly prepare: (tx: RunnerTransaction) => unknown;
  /** Runs the code and writes its output; the answer is what it applied. */
  readonly execute: (tx: RunnerTransaction, prepared: unknown) => Applied | void;
  /** What observations say of it; without that it runs again after a restart. */
  readonly observed?: ObservedAction | undefined;
  /** Asks the world outside: its runs need not be equal. */
  readonly isExternal?: boolean;
}

/**
 * The node of a computation that reads what `declaredReads` name and writes its one output; for a
 * choice that is a link to the value that was chosen.
 */
export function computationSpec(
  core: RuntimeCore,
  body: ComputationBody,
  declaredReads: readonly Address[],
  isChoice = false,
): ComputationSpec {
  const { name, piece, output } = body;
  return {
    id: name.id,
    implementation: name.implementation,
    code: body.implementation,
    piece: piece.link,
    patternIdentity: piece.ref,
    declaredReads,
    outputs: [output],
    isChoice,
    isExternal: body.isExternal === true,
    readInputs: (tx) => void body.prepare(tx),
    observed: body.observed,
    run: (node) => runComputation(core, node, body),
  };
}

/**
 * Prepares, waits for writers of what was read, executes, commits. What the code reads through
 * handles shows only while it runs: a run on something that a computation is about to change is
 * dropped as if it had waited. A throw of the code drops its transaction, gives the output
 * `undefined`, and is reported.
 */
function runComputation(
  core: RuntimeCore,
  node: ComputationNode,
  body: ComputationBody,
): RunOutcome {
  let tx = begin(core, node, body);
  let applied: Applied | void;
  try {
    const prepared = body.prepare(tx);
    if (core.scheduler.mustWait(tx.readLog, node)) return discard(tx, "waits");
    applied = body.execute(tx, prepared);
    // Code that caught the signal has no effect.
    if (tx.isSuspended) throw new SuspendSignal();
    tx.prepareCfc();
  } catch (thrown) {
    const { suspensionRounds } = core.setup.limits;
    const error = tx.isSuspended
      ? new SuspensionLimitError(body.name.id, suspensionRounds)
      : thrown;
    if (tx.isSuspended) {
      if (++node.suspendedRuns <= suspensionRounds) return suspended(core, tx);
    } else {
      if (core.scheduler.mustWait(tx.readLog, node)) return discard(tx, "waits");
      const starting = core.scheduler.startReached(tx.readLog, node);
      if (starting !== undefined) return untilReady(tx, starting);
    }
    core.report(error, contextOf(body, "action"));
    const failed = tx;
    const { narrowestRead } = tx;
    tx.abort(error);
    tx = begin(core, node, body);
    clear(tx, body.output, narrowestRead);
    return finish(core, tx, body, { tx: failed, status: "error", children: [] });
  }
  if (core.scheduler.mustWait(tx.readLog, node)) return discard(tx, "waits");
  node.suspendedRuns = 0;
  const checkSettled = body.isExternal
    ? undefined
    : core.idempotence?.check(repeatable(core, node, body), tx);
  const outcome = finish(core, tx, body, {
    tx,
    status: "ok",
    children: applied === "unknown" ? undefined : applied ?? [],
  });
  if (checkSettled !== undefined) {
    // Where others came first there is nothing to compare: the node runs again, and is checked then.
    const check = () => tx.status === "aborted" ? undefined : checkSettled();
    if (outcome.visible === undefined) check();
    else core.track(outcome.visible.then(check), contextOf(body, "store"));
  }
  return outcome;
}

function repeatable(
  core: RuntimeCore,
  node: ComputationNode,
  body: ComputationBody,
): RepeatableRun {
  const { name, output, prepare, execute } = body;
  return {
    node,
    action: name.id,
    output,
    spaces: core.spaces,
    prepare,
    execute,
    isStale: (reads) => core.scheduler.hasInvalidWriter(reads),
    report: (error) => core.report(error, { ...contextOf(body, "action"), kind: "nonIdempotent" }),
  };
}

/** Refuses a promise as the result of a computation. */
export function requireSynchronous(value: unknown): void {
  if (!isNativePromise(value)) return;
  // The outcome of the abandoned work is nobody's.
  value.catch(() => {});
  throw new AsyncComputationError();
}

function begin(
  core: RuntimeCore,
  node: ComputationNode,
  body: ComputationBody,
): RunnerTransaction {
  const tx = new RunnerTransaction(core.spaces, {
    source: node,
    elements: { kind: "inline" },
    onMissing: "suspend",
    mayWait: true,
    // At once, so that no sink is shown what is left before the node has run again.
    onUndone: () => core.scheduler.invalidate(node),
  });
  tx.setImplementationIdentity(body.name.identity);
  noteRun(tx, contextOf(body, "action"));
  return tx;
}

function contextOf(body: ComputationBody, kind: "action" | "store"): ErrorContext {
  return { kind, piece: body.piece, action: body.name.id, implementation: body.implementation };
}

function clear(tx: RunnerTransaction, declared: Address, narrowest: CellScope): void {
  const output = openOutput(tx, declared, narrowest);
  if (tx.document(output)?.value === undefined) return;
  tx.apply(output, { part: "value", path: output.path, kind: "write", value: undefined });
}

function discard(tx: RunnerTransaction, kind: "waits"): RunOutcome {
  const reads = tx.readLog;
  tx.abort();
  return { kind, reads };
}

function suspended(core: RuntimeCore, tx: RunnerTransaction): RunOutcome {
  return untilReady(tx, core.spaces.load(tx.missing));
}

function untilReady(tx: RunnerTransaction, ready: Promise<void>): RunOutcome {
  const { readLog: reads } = tx;
  tx.abort(new SuspendSignal());
  return { kind: "suspended", reads, ready };
}

/** Commits `tx`; `run` is what it did, in a transaction of its own where it failed. */
function finish(
  core: RuntimeCore,
  tx: RunnerTransaction,
  body: ComputationBody,
  run: LastRun & Pick<RunRecord, "tx">,
): Extract<RunOutcome, { readonly kind: "done" }> {
  const { readLog: reads, narrowestRead } = run.tx;
  const written = tx.writeLog.map((entry) => entry.address);
  const writes = [
    ...outputChain(body.output, narrowestRead),
    ...written.filter((address) => address.id !== body.output.id),
  ];
  if (body.observed !== undefined) {
    const { observed, name, piece } = body;
    const outputs = run.status === "ok" ? writes.filter((each) => !isStaged(tx, each)) : [];
    core.observer?.observe(tx, {
      ...run,
      piece: piece.link,
      action: name.id,
      impl: name.implementation,
      observed,
      reads,
      outputs,
    });
  }
  const committed = commitOrInvalidate(core, tx);
  core.track(committed, contextOf(body, "store"));
  const isGated = core.setup.gated.has(tx);
  // Failures are reported where the commit is tracked; here only the time counts.
  const visible = isGated ? committed.catch(() => {}) : undefined;
  const { status, children } = run;
  return {
    kind: "done",
    reads,
    writes,
    run: { status, children },
    ...(visible === undefined ? {} : { visible }),
  };
}

function isStaged(tx: RunnerTransaction, place: Address): boolean {
  return tx.touched(place)?.isStaged === true;
}

/**
 * A conflict means that something that was read has changed: the change channel says so. Where the
 * store gave no answer what the run wrote is not there, and the run has to come again.
 */
async function commitOrInvalidate(core: RuntimeCore, tx: RunnerTransaction): Promise<void> {
  const node = tx.source as ComputationNode;
  let result: CommitResult;
  try {
    result = await tx.commit();
  } catch (error) {
    return core.scheduler.retryLater(node, error);
  }
  if ("conflict" in result) core.scheduler.invalidate(node);
  if ("refused" in result) {
    throw commitFailure(result, 1);
  }
}
