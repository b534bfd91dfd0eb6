/** A plain copy of the state of the scheduler, for people. No decision may read it. */
import type { EntryRef } from "@commonfabric/module-identity";
import { ComputationNode } from "./node.ts";
import type { Scheduler } from "./scheduler.ts";
import type { Address, FullLink } from "../types.ts";

export interface SnapshotNode {
  readonly id: string;
  readonly kind: "computation";
  readonly piece: FullLink;
  readonly patternIdentity: EntryRef | undefined;
  readonly status: "never-ran" | "clean" | "invalid";
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

/** The nodes and edges of `scheduler` now. */
export function takeSnapshot(
  scheduler: Scheduler,
  totals: { readonly queuedEvents: number; readonly pendingCommits: number },
  parentOf: (piece: FullLink) => FullLink | undefined,
): SchedulerSnapshot {
  const nodes: SnapshotNode[] = [];
  const edges: { from: string; to: string; address: Address }[] = [];
  for (const node of scheduler.nodes) {
    nodes.push({
      id: node.spec.id,
      kind: "computation",
      piece: node.spec.piece,
      patternIdentity: node.spec.patternIdentity,
      status: node.status,
      demanded: scheduler.isDemanded(node),
      pending: node.notBefore > 0,
      runs: node.runs,
      lastMs: node.lastMs,
      totalMs: node.totalMs,
      reads: node.reads.map(({ address }) => address),
      writes: [...node.writes],
      parent: parentOf(node.spec.piece),
      lastTrigger: node.lastTrigger,
    });
    for (const { reader, address } of scheduler.edgesOf(node)) {
      if (!(reader instanceof ComputationNode)) continue;
      edges.push({ from: node.spec.id, to: reader.spec.id, address });
    }
  }
  return { ...totals, edges, nodes };
}
