/**
 * The composition children of a graph and where they are. A child is in the space of its parent
 * unless it was placed with `inSpace`; its id derives from its output either way.
 */
import { canonicalBytes, encodeBase64Url, type Sha256 } from "@commonfabric/canonical";
import { checkSpaceId, type SpaceId, type StoredDocument } from "@commonfabric/storage";
import {
  type GraphNode,
  isAlias,
  type PatternGraph,
  type PatternModule,
} from "../builders/graph.ts";
import type { Placement } from "../builders/graph.ts";
import { resolve } from "../links/resolve.ts";
import { isLink, linkTarget } from "../links/sigil.ts";
import { nodeAt } from "../transactions/tree.ts";
import type { Address, DocumentAddress } from "../types.ts";
import { addressOf } from "../values/references.ts";
import { addressCause, childResult, type PieceAddresses } from "./piece-addresses.ts";

export interface PlaceContext {
  readonly sha256: Sha256;
  /** The space behind a name. @throws what the host has against the name */
  readonly resolveSpace: (name: string) => SpaceId;
}

/** Documents as they are read to find a place; `undefined` for one that is out of reach. */
export type DocumentReader = (address: DocumentAddress) => StoredDocument | undefined;

/** An application of a child pattern, the address of its output and that of its result cell. */
export interface ChildApplication {
  readonly node: GraphNode;
  readonly module: PatternModule;
  readonly output: Address;
  readonly result: Address;
}

/** The child applications of a graph with the addresses of their result cells. */
export function* childApplications(
  graph: PatternGraph,
  addresses: PieceAddresses,
  context: PlaceContext,
  read: DocumentReader,
): Iterable<ChildApplication> {
  for (const node of graph.nodes) {
    if (node.module.type !== "pattern") continue;
    const { module } = node;
    const output = addresses.of(node.outputs);
    const near = childResult(output, context.sha256);
    const cell = module.placement?.kind === "cell" ? module.placement.cell : undefined;
    // Once it is somewhere it stays there, wherever the cell leads later.
    const space = cell === undefined
      ? placedSpace(module.placement, near, context)
      : linkedSpace(read, output, near) ?? spaceOf(read, cell, addresses);
    yield { node, module, output, result: space === near.space ? near : { ...near, space } };
  }
}

/** Outputs that have to be read before the children of a graph can be found. */
export function placedOutputs(graph: PatternGraph, addresses: PieceAddresses): Address[] {
  return graph.nodes.flatMap(({ module, outputs }) =>
    module.type === "pattern" && module.placement?.kind === "cell" ? [addresses.of(outputs)] : []
  );
}

/** The result cell of an instance that running code makes; `near` is where it would be otherwise. */
export function placedResult(
  placement: Placement | undefined,
  near: Address,
  context: PlaceContext,
  read: DocumentReader,
): Address {
  const cell = placement?.kind === "cell" ? addressOf(placement.cell) : undefined;
  const space = cell === undefined
    ? placedSpace(placement, near, context)
    : resolvedSpace(read, cell);
  return space === near.space ? near : { ...near, space };
}

function placedSpace(
  placement: Placement | undefined,
  near: Address,
  { resolveSpace, sha256 }: PlaceContext,
): SpaceId {
  if (placement === undefined) return near.space;
  switch (placement.kind) {
    case "name": {
      const space = resolveSpace(placement.name);
      checkSpaceId(space);
      return space;
    }
    case "own": {
      const digest = sha256(canonicalBytes({ childSpace: addressCause(near) }));
      return `child:${encodeBase64Url(digest)}`;
    }
    case "cell":
      return near.space;
    default:
      return placement satisfies never;
  }
}

/** The space of the child that the output links to already. */
function linkedSpace(read: DocumentReader, output: Address, near: Address): SpaceId | undefined {
  const stored = nodeAt(read(output)?.value, output.path);
  if (!isLink(stored)) return undefined;
  const target = linkTarget(stored, output);
  return target.id === near.id ? target.space : undefined;
}

/** The space of what a cell of the parent leads to. */
function spaceOf(read: DocumentReader, cell: unknown, addresses: PieceAddresses): SpaceId {
  return isAlias(cell) ? resolvedSpace(read, addresses.of(cell)) : addresses.result.space;
}

function resolvedSpace(read: DocumentReader, cell: Address): SpaceId {
  const reader = { document: read, log: () => {}, principal: undefined, linkCycle: () => {} };
  return resolve(reader, cell, "all").address.space;
}
