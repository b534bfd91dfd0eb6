/** The document of `cf graph`: a snapshot of the scheduler with addresses as text. */
import { compareUtf8 } from "@commonfabric/canonical";
import type { SchedulerSnapshot } from "@commonfabric/runner";
import { formatAddress } from "../command/address.ts";

export interface GraphNodeShape {
  readonly id: string;
  readonly kind: string;
  /** Address of the piece that the node belongs to; of an effect, of what it is about. */
  readonly piece: string | null;
  readonly patternIdentity: { readonly identity: string; readonly symbol: string } | null;
  readonly source: string | null;
  readonly status: string;
  readonly demanded: boolean;
  readonly pending: boolean;
  readonly runs: number;
  readonly lastMs: number;
  readonly totalMs: number;
  readonly reads: readonly string[];
  readonly writes: readonly string[];
  readonly parent: string | null;
  readonly lastTrigger: string | null;
}

export interface GraphDocument {
  readonly format: "cf.graph/1";
  readonly ok: true;
  readonly address: string;
  readonly queuedEvents: number;
  readonly pendingCommits: number;
  readonly edges: readonly {
    readonly from: string;
    readonly to: string;
    readonly address: string;
  }[];
  readonly nodes: readonly GraphNodeShape[];
}

/** The snapshot of a runtime in which the piece at `address` runs. */
export function graphDocument(address: string, snapshot: SchedulerSnapshot): GraphDocument {
  const { queuedEvents, pendingCommits, edges, nodes } = snapshot;
  return {
    format: "cf.graph/1",
    ok: true,
    address,
    queuedEvents,
    pendingCommits,
    edges: edges.map((edge) => ({ ...edge, address: formatAddress(edge.address) })),
    nodes: nodes.map((node) => ({
      ...node,
      piece: node.piece === undefined ? null : formatAddress(node.piece),
      patternIdentity: node.patternIdentity ?? null,
      source: node.source ?? null,
      reads: distinct(node.reads.map(formatAddress)),
      writes: distinct(node.writes.map(formatAddress)),
      parent: node.parent === undefined ? null : formatAddress(node.parent),
      lastTrigger: node.lastTrigger ?? null,
    })),
  };
}

function distinct(addresses: readonly string[]): string[] {
  return [...new Set(addresses)].sort(compareUtf8);
}
