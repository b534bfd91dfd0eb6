/** A plain copy of the state of the scheduler, for people. No decision may read it. */
import type { EntryRef } from "@commonfabric/module-identity";
import { ComputationNode, type EffectNode, type NodeStatus } from "./node.ts";
import type { Scheduler } from "./scheduler.ts";
import type { Address, FullLink } from "../types.ts";

export interface SnapshotNode {
  readonly id: string;
  readonly kind: "computation" | "effect" | "handler";
  /** For an effect the document that it is about; absent where it is about none. */
  readonly piece: FullLink | undefined;
  readonly patternIdentity: EntryRef | undefined;
  /** A handler is `clean` once it has run. */
  readonly status: NodeStatus;
  /** Of a handler: whether an event for it is being served. */
  readonly demanded: boolean;
  readonly pending: boolean;
  readonly runs: number;
  readonly lastMs: number;
  readonly totalMs: number;
  /** The places that the last run read, in its order; before it, those of the graph. */
  readonly reads: readonly Address[];
  readonly writes: readonly Address[];
  /** The piece that made the piece of this node. */
  readonly parent: FullLink | undefined;
  /** `/main.tsx:12:4`, authored; absent for operators of the runtime. */
  readonly source?: string | undefined;
  /** The document whose change made it invalid last, or the id of the last event. */
  readonly lastTrigger: string | undefined;
}

export interface SchedulerSnapshot {
  readonly queuedEvents: number;
  readonly pendingCommits: number;
  readonly edges: readonly {
    readonly from: string;
    readonly to: string;
    readonly address: Address;
  }[];
  readonly nodes: readonly SnapshotNode[];
}

/** What is not the scheduler's own: the queue, the handlers, and which piece made which. */
export interface SnapshotContext {
  readonly totals: Pick<SchedulerSnapshot, "queuedEvents" | "pendingCommits">;
  readonly handlers: Iterable<SnapshotNode>;
  readonly running: (piece: FullLink) => SnapshotPiece | undefined;
}

/** What is told of a running piece. */
export interface SnapshotPiece {
  readonly ref: EntryRef | undefined;
  readonly parent: { readonly link: FullLink } | undefined;
}

/** The nodes and edges of `scheduler` now: computations, then handlers, then effects. */
export function takeSnapshot(scheduler: Scheduler, context: SnapshotContext): SchedulerSnapshot {
  const { totals, handlers, running } = context;
  const nodes: SnapshotNode[] = [];
  const edges: { from: string; to: string; address: Address }[] = [];
  for (const node of scheduler.nodes) {
    const parent = running(node.spec.piece)?.parent?.link;
    nodes.push(computation(node, scheduler.isDemanded(node), parent));
    for (const { reader, address } of scheduler.edgesOf(node)) {
      const to = reader instanceof ComputationNode ? reader.spec.id : effectId(reader);
      edges.push({ from: node.spec.id, to, address });
    }
  }
  nodes.push(...handlers);
  for (const node of scheduler.effects) {
    nodes.push(effect(node, node.spec.at && running(node.spec.at)));
  }
  return { ...totals, edges, nodes };
}

function computation(
  node: ComputationNode,
  demanded: boolean,
  parent: FullLink | undefined,
): SnapshotNode {
  const { spec, status, runs, lastMs, totalMs, lastTrigger } = node;
  return {
    id: spec.id,
    kind: "computation",
    piece: spec.piece,
    patternIdentity: spec.patternIdentity,
    status,
    demanded,
    pending: node.notBefore > 0,
    runs,
    lastMs,
    totalMs,
    reads: node.reads.map(({ address }) => address),
    writes: [...node.writes],
    parent,
    lastTrigger,
  };
}

function effect(node: EffectNode, piece: SnapshotPiece | undefined): SnapshotNode {
  const { spec, runs, lastMs, totalMs, lastTrigger } = node;
  const isClean = !node.isInvalid && !node.isUnsettled;
  return {
    id: effectId(node),
    kind: "effect",
    piece: spec.at,
    patternIdentity: piece?.ref,
    status: isClean ? "clean" : runs === 0 ? "never-ran" : "invalid",
    demanded: true,
    pending: node.notBefore > 0,
    runs,
    lastMs,
    totalMs,
    reads: node.reads.map(({ address }) => address),
    writes: [],
    parent: piece?.parent?.link,
    lastTrigger,
  };
}

function effectId({ spec, order }: EffectNode): string {
  return `effect:${spec.name}:${order}`;
}
