/** The nodes of the reactive graph. What a node does when it runs is given by whoever makes it. */
import type { EntryRef } from "@commonfabric/module-identity";
import type { RunnerTransaction } from "../transactions/transaction.ts";
import type { LastRun, ObservedAction } from "../observations/run-record.ts";
import type { Address, FullLink, ReadEntry } from "../types.ts";

export type NodeStatus = "never-ran" | "clean" | "invalid";

/** How a run ended. */
export type RunOutcome =
  /** Ran; what it wrote is committed. `error` was reported and the output is `undefined`. */
  | {
    readonly kind: "done";
    readonly reads: readonly ReadEntry[];
    readonly writes: readonly Address[];
    /** Settles when the writes can be read, where a commit waits for a gate. */
    readonly visible?: Promise<void>;
    /** Of a computation. */
    readonly run?: LastRun;
  }
  /** Read what an invalid computation writes: nothing happened, it runs after that one. */
  | { readonly kind: "waits"; readonly reads: readonly ReadEntry[] }
  /** Needs documents that are not resident; `ready` settles when they are. */
  | {
    readonly kind: "suspended";
    readonly reads: readonly ReadEntry[];
    readonly ready: Promise<void>;
  };

/** The scheduler side of one computation. */
export interface ComputationSpec {
  /** `cf:module/<identity>:<symbol>:<instanceKey>`, or `builtin:<name>:<instanceKey>`. */
  readonly id: string;
  /** `impl:...`: what code it is, whatever the instance. */
  readonly implementation: string;
  /** The authored function, whose position errors name; built-ins have none. */
  readonly code?: object | undefined;
  readonly piece: FullLink;
  readonly patternIdentity?: EntryRef | undefined;
  /** What the graph says it reads; replaced by what it did read. */
  readonly declaredReads: readonly Address[];
  readonly outputs: readonly Address[];
  /** Demanded while its piece runs, because it writes captured cells. */
  readonly isSideWriter?: boolean;
  /** Its output is a link to one of several values: what it does not choose must not run. */
  readonly isChoice?: boolean;
  /** What it gives depends on the world outside: another process may know better. */
  readonly isExternal?: boolean;
  /** Reads its inputs as a run would, and runs no code. */
  readonly readInputs?: (tx: RunnerTransaction) => void;
  /** What observations say of it; without that it runs again after a restart. */
  readonly observed?: ObservedAction | undefined;
  /** Called when it goes on as its last run left it, without running here. */
  readonly onRestored?: (node: ComputationNode) => void;
  readonly run: (node: ComputationNode) => RunOutcome;
}

/** One action: registered while its piece runs. */
export class ComputationNode {
  readonly spec: ComputationSpec;
  readonly order: number;
  status: NodeStatus = "never-ran";
  reads: readonly ReadEntry[];
  writes: readonly Address[];
  isRegistered = true;
  /** Made the piece or operator that this belongs to: it runs first, because it may end that. */
  maker: ComputationNode | undefined;
  runs = 0;
  lastMs = 0;
  totalMs = 0;
  /** Host time before which it does not run again. */
  notBefore = 0;
  backOffMs = 0;
  /** The pass that the next two are about. */
  pass = 0;
  runsInPass = 0;
  /** Runs in a row that ended for want of a document. */
  suspendedRuns = 0;
  /** How often another process replaced its output since something it reads has changed. */
  overwrites = 0;
  readonly waitedFor: Set<ComputationNode> = new Set();
  /** Documents whose pieces it has waited for. */
  readonly reached: Set<string> = new Set();
  lastTrigger: string | undefined;
  lastRun: LastRun | undefined;

  constructor(spec: ComputationSpec, order: number) {
    this.spec = spec;
    this.order = order;
    this.reads = spec.declaredReads.map((address) => ({ address, depth: "deep" }));
    this.writes = spec.outputs;
  }
}

/** A demand root: reads something on behalf of the host. */
export interface EffectSpec {
  readonly name: string;
  /** The document on whose behalf it reads, for snapshots. */
  readonly at?: FullLink | undefined;
  /** Shows the host what there is; `holdSinks` keeps it from doing so for a while. */
  readonly isSink?: boolean;
  /** Reads what the effect depends on; logged reads are its dependencies. */
  readonly read: () => RunOutcome;
  /** Called with the settled state, after computations, at most once per pass. */
  readonly settle: () => void;
  /** Told that documents could not be fetched; an effect without it is tried again later. */
  readonly fail?: (error: unknown) => void;
  /** Called when nothing runs any more. */
  readonly abandon?: (error: unknown) => void;
}

export class EffectNode {
  readonly spec: EffectSpec;
  readonly order: number;
  isInvalid = true;
  isActive = true;
  /** Its reads changed since `settle` was last called. */
  isUnsettled = true;
  reads: readonly ReadEntry[] = [];
  notBefore = 0;
  backOffMs = 0;
  runs = 0;
  lastMs = 0;
  totalMs = 0;
  lastTrigger: string | undefined;

  constructor(spec: EffectSpec, order: number) {
    this.spec = spec;
    this.order = order;
  }
}
