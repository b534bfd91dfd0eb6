/** Schemas that only the pattern of a piece knows: its argument, internal cells and events. */
import type { JSONSchema } from "@commonfabric/api";
import { canonicalEqual } from "@commonfabric/canonical";
import { patternGraph, type PatternValue, type Runtime } from "@commonfabric/runner";
import type { CommandAddress } from "../command/address.ts";
import type { SpaceStore } from "@commonfabric/storage";
import {
  argumentOf,
  internalCells,
  type LocatedDocument,
  readStored,
} from "../store/stored-document.ts";
import { ownerOf, resultSchema } from "./open-cell.ts";

/** What a document of a piece is to its pattern. */
type Role =
  | { readonly kind: "argument" }
  | { readonly kind: "internal"; readonly cause: unknown };

export interface DocumentSchemas {
  /** Of what the document holds. */
  readonly value: JSONSchema | undefined;
  /** Of the events that the document takes, when it is a stream. */
  readonly event: JSONSchema | undefined;
}

const NONE: DocumentSchemas = { value: undefined, event: undefined };

/**
 * The schemas of a located document. Loads the pattern for documents that are not results; what no
 * schema is known of is not checked.
 */
export async function documentSchemas(
  runtime: Runtime,
  store: SpaceStore,
  located: LocatedDocument,
): Promise<DocumentSchemas> {
  const own = resultSchema(located);
  if (own !== undefined) return { value: own, event: undefined };
  const owner = ownerOf(located);
  if (owner === undefined || owner.space !== store.space) return NONE;
  const stored = await readStored(store, owner);
  if (stored === undefined) return NONE;
  const role = roleOf(located.address, { address: owner, stored, metaField: undefined });
  if (role === undefined) return NONE;
  const pattern = await patternOfPiece(runtime, stored.doc.meta?.["patternIdentity"], owner.space);
  if (pattern === undefined) return NONE;
  if (role.kind === "argument") return { value: pattern.argumentSchema, event: undefined };
  return internalSchemas(pattern, role.cause);
}

function roleOf(document: CommandAddress, piece: LocatedDocument): Role | undefined {
  if (argumentOf(piece.stored, piece.address)?.id === document.id) return { kind: "argument" };
  const cell = internalCells(piece.stored, piece.address)
    .find(({ address }) => address.id === document.id);
  return cell === undefined ? undefined : { kind: "internal", cause: cell.cause };
}

async function patternOfPiece(
  runtime: Runtime,
  pointer: unknown,
  space: string,
): Promise<PatternValue | undefined> {
  const { identity, symbol } = (pointer ?? {}) as { identity?: unknown; symbol?: unknown };
  if (typeof identity !== "string" || typeof symbol !== "string") return undefined;
  return await runtime.patterns.loadPatternByIdentity(identity, symbol, space);
}

function internalSchemas(pattern: PatternValue, cause: unknown): DocumentSchemas {
  const graph = patternGraph(pattern);
  const cell = graph.internal.find(({ partialCause }) => canonicalEqual(partialCause, cause));
  const node = graph.nodes.find(({ outputs }) => canonicalEqual(outputs.$alias.cell, cause));
  const module = node?.module;
  const event = module?.type === "javascript" && module.kind === "handler"
    ? module.eventSchema
    : undefined;
  return { value: cell?.schema, event };
}
