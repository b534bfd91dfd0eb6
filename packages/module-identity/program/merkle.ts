/** The two-level hash over a module graph, dependencies first, with a memo for known components. */
import { compareUtf8, encodeBase64Url } from "@commonfabric/canonical";
import {
  componentDigest,
  type EncodedEdge,
  type EncodedMember,
  type EncodedTarget,
  moduleDigest,
} from "../encoding.ts";
import type { ComponentRecord } from "../identity-memo.ts";
import { tarjanSccs } from "../tarjan-sccs.ts";
import type { IdentityOptions } from "../identity-options.ts";
import type { Edge, Identity, StoredEdge } from "../types.ts";
import type { GraphNode } from "./module-graph.ts";

/** A node with its identity; `null` where something in its closure is missing. */
export interface HashedNode {
  readonly node: GraphNode;
  readonly identity: Identity | null;
  readonly storedEdges: readonly StoredEdge[];
  readonly component: number;
}

/** Hashes `nodes`; the result has the same order. */
export function hashGraph(nodes: readonly GraphNode[], options: IdentityOptions): HashedNode[] {
  const components = tarjanSccs(nodes.map(({ targets }) => targets));
  const run = new MerkleRun(nodes, options);
  components.forEach((members, number) => run.component(members, number));
  return run.hashed;
}

class MerkleRun {
  readonly hashed: HashedNode[];
  readonly #nodes: readonly GraphNode[];
  readonly #options: IdentityOptions;
  readonly #componentOf: Int32Array;
  readonly #digests: (Uint8Array | undefined)[];

  constructor(nodes: readonly GraphNode[], options: IdentityOptions) {
    this.#nodes = nodes;
    this.#options = options;
    this.hashed = Array.from({ length: nodes.length });
    this.#componentOf = new Int32Array(nodes.length).fill(-1);
    this.#digests = Array.from({ length: nodes.length });
  }

  component(members: readonly number[], number: number): void {
    const ordered = members.length === 1
      ? members
      : [...members].sort((a, b) => compareUtf8(this.#nodes[a]!.path, this.#nodes[b]!.path));
    for (const member of ordered) this.#componentOf[member] = number;
    if (!this.#isComplete(ordered, number)) {
      for (const member of ordered) this.#keep(member, number, null, this.#partialEdges(member));
      return;
    }
    const first = this.#nodes[ordered[0]!]!;
    const key = componentKey(first);
    const memo = this.#options.identityMemo;
    const known = memo?.component(key);
    const record = known !== undefined && this.#matches(known, ordered, number)
      ? known
      : this.#compute(ordered, number);
    if (record !== known) memo?.keepComponent(key, record);
    ordered.forEach((member, position) => {
      const { identity, identityBytes, storedEdges } = record.members[position]!;
      this.#digests[member] = identityBytes;
      this.#keep(member, number, identity, storedEdges);
    });
  }

  #keep(
    member: number,
    component: number,
    identity: Identity | null,
    storedEdges: readonly StoredEdge[],
  ): void {
    this.hashed[member] = { node: this.#nodes[member]!, identity, storedEdges, component };
  }

  #isComplete(members: readonly number[], number: number): boolean {
    return members.every((member) => {
      const node = this.#nodes[member]!;
      if (node.broken || node.missing.length > 0) return false;
      return node.targets.every((target) =>
        target < 0 || this.#componentOf[target] === number || this.#digests[target] !== undefined
      );
    });
  }

  #partialEdges(member: number): StoredEdge[] {
    const { edges, targets } = this.#nodes[member]!;
    return edges.map((edge, at) => {
      const identity = this.hashed[targets[at]!]?.identity ?? undefined;
      return storedEdge(edge, identity);
    });
  }

  /** Whether everything that the digest of `known` covers is what the component has now. */
  #matches(known: ComponentRecord, ordered: readonly number[], number: number): boolean {
    if (known.members.length !== ordered.length) return false;
    const positions = ordered.length === 1
      ? undefined
      : new Map(ordered.map((member, position) => [member, position]));
    return ordered.every((member, position) => {
      const node = this.#nodes[member]!;
      const record = known.members[position]!;
      if (
        record.path !== node.path || record.kind !== node.kind ||
        record.digestText !== node.record.digestText ||
        record.storedEdges.length !== node.edges.length
      ) return false;
      return node.edges.every((edge, at) => {
        const stored = record.storedEdges[at]!;
        const isSame = record.edges === node.edges ||
          stored.specifier === edge.specifier && stored.kind === edge.kind;
        if (!isSame) return false;
        const target = node.targets[at]!;
        if (target < 0) return stored.host === hostOf(edge);
        const identity = this.#componentOf[target] === number
          ? known.members[positions?.get(target) ?? 0]!.identity
          : this.hashed[target]?.identity;
        return stored.identity === identity;
      });
    });
  }

  #compute(ordered: readonly number[], number: number): ComponentRecord {
    const { sha256, counters } = this.#options;
    const digest = componentDigest(
      sha256,
      ordered.map((member) => this.#encoded(member, number)),
    );
    const identities = new Map<number, Identity>();
    const bytes = ordered.map((member) => {
      const identityBytes = moduleDigest(sha256, digest, this.#nodes[member]!.path);
      identities.set(member, encodeBase64Url(identityBytes));
      return identityBytes;
    });
    if (counters !== undefined) counters.identitiesComputed += ordered.length;
    const members = ordered.map((member, position) => {
      const { path, kind, record, edges, targets } = this.#nodes[member]!;
      return {
        path,
        kind,
        digestText: record.digestText,
        identity: identities.get(member)!,
        identityBytes: bytes[position]!,
        edges,
        storedEdges: edges.map((edge, at) => {
          const target = targets[at]!;
          const identity = identities.get(target) ?? this.hashed[target]?.identity ?? undefined;
          return storedEdge(edge, identity);
        }),
      };
    });
    return { members };
  }

  #encoded(member: number, number: number): EncodedMember {
    const { path, kind, record, edges, targets } = this.#nodes[member]!;
    const encoded = edges.map((edge, at): EncodedEdge => ({
      specifier: edge.specifier,
      target: this.#encodedTarget(edge, targets[at]!, number),
    }));
    return { path, kind, digest: record.digest, edges: encoded };
  }

  #encodedTarget(edge: Edge, target: number, number: number): EncodedTarget {
    switch (edge.kind) {
      case "host":
        return { kind: "host", name: edge.target };
      case "package":
        return { kind: "package", name: edge.target.slice("package:".length) };
      case "data":
        return { kind: "data", digest: this.#digests[target]! };
      case "module":
        return this.#componentOf[target] === number
          ? { kind: "inside", path: edge.target }
          : { kind: "outside", digest: this.#digests[target]! };
      default:
        throw new TypeError(`Unknown edge kind ${String(edge.kind satisfies never)}.`);
    }
  }
}

/** The same string for the same text and path, so that a table hashes it once. */
function componentKey({ path, record }: GraphNode): string {
  if (record.componentKey?.path !== path) {
    record.componentKey = { path, key: `${record.digestText}${path}` };
  }
  return record.componentKey.key;
}

function hostOf(edge: Edge): string | undefined {
  return edge.kind === "host" ? edge.target : undefined;
}

/** `edge` as documents store it; without identity while its target has none. */
function storedEdge(edge: Edge, identity: Identity | undefined): StoredEdge {
  const { specifier, kind, target } = edge;
  switch (kind) {
    case "host":
      return { specifier, kind, host: target };
    case "package":
      return { specifier, kind, identity: target.slice("package:".length) };
    case "module":
    case "data":
      return identity === undefined ? { specifier, kind } : { specifier, kind, identity };
    default:
      throw new TypeError(`Unknown edge kind ${String(kind satisfies never)}.`);
  }
}
