/** The running pieces of a runtime as the parts of the piece machinery see them. */
import type { EntryRef } from "@commonfabric/module-identity";
import type { PatternValue } from "../builders/graph.ts";
import type { ResumeSource } from "../observations/resume-source.ts";
import type { ObservationKind } from "../observations/observation.ts";
import type { ComputationNode } from "../scheduler/node.ts";
import type { RunnerTransaction } from "../transactions/transaction.ts";
import type { Address, DocumentAddress } from "../types.ts";
import type { AppliedCall } from "./applied-call.ts";
import type { ListBinding } from "./list-binding.ts";
import type { BoundHandler, RunningPiece } from "./running-piece.ts";

/** An event that waits for the commit of the handler or transaction that sent it. */
export interface PendingSend {
  readonly stream: Address;
  readonly event: unknown;
  /** The host found the stream in a rendered tree. */
  readonly isRendered?: boolean;
}

export interface InstantiateOptions {
  readonly ref: EntryRef | undefined;
  readonly parent?: RunningPiece | undefined;
  /** The computation that makes it; by default that of the parent. */
  readonly maker?: ComputationNode | undefined;
  /** Says which nodes need not run; by default that of the parent. */
  readonly resume?: ResumeSource | undefined;
}

export interface ChildRequest {
  readonly pattern: PatternValue;
  readonly result: Address;
}

/** What one run of a computation or handler made. It takes effect when `tx` is committed. */
export interface ActionResults {
  readonly tx: RunnerTransaction;
  readonly sends: readonly PendingSend[];
  readonly children: readonly ChildRequest[];
  readonly handlers: readonly BoundHandler[];
  /** List operators that it applied; they go on running until it runs again. */
  readonly lists: readonly ListBinding[];
  /** Built-ins that it called; they go on until it does not call them any more. */
  readonly calls: readonly AppliedCall[];
}

export interface RunningPieces {
  readonly all: Iterable<RunningPiece>;
  get(result: DocumentAddress): RunningPiece | undefined;
  handlerOf(stream: DocumentAddress): BoundHandler | undefined;
  /** The handler that code of `owner` bound to `stream` in an earlier process. */
  restoreHandler(stream: Address, owner: DocumentAddress): BoundHandler | undefined;
  /** Registers the nodes of a staged piece and of its composition children. */
  instantiate(
    pattern: PatternValue,
    result: Address,
    options: InstantiateOptions,
  ): RunningPiece;
  /** Takes over what an action created, once its transaction is committed. */
  adopt(piece: RunningPiece, action: ActionResults, slot: string): void;
  /** Starts the children of one slot and stops those that are no longer in it. */
  replaceChildren(
    piece: RunningPiece,
    slot: string,
    children: ReadonlyMap<string, ChildRequest>,
    handlers?: readonly BoundHandler[],
  ): void;
  /** Whether a running piece has an action; `undefined` while what would make it has not run. */
  hasAction(piece: Address, action: string, kind: ObservationKind): boolean | undefined;
  /** Cancels nodes and children; data and pointer stay. */
  stop(piece: RunningPiece): void;
}
