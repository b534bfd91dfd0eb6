/**
 * What a write adds to the labels of a document: the atoms that the schema it happened under states,
 * without those that the writer may not mint. A rebase asks again, on what is there then. Behind a
 * link there is data that somebody else wrote: a link to it is given no atom.
 */
import type { LabelEntry } from "@commonfabric/storage";
import { isLink } from "../links/sigil.ts";
import type { SchemaNode } from "../schemas/schema-node.ts";
import type { ImplementationIdentity } from "../types.ts";
import { atomTexts, mayAdd } from "./atoms.ts";
import { labelledPlaces, type LabelSchema } from "./schema-labels.ts";

export interface Grant {
  readonly schema: SchemaNode;
  readonly writer: ImplementationIdentity;
  /** Who the current principal is. */
  readonly principal: string;
}

/** How far a write covers the place that it is about. */
export type Coverage =
  /** All of it. */
  | "whole"
  /** What a list got in addition, from this index on. */
  | { readonly from: number }
  /** The container alone: elements went, and those that stay were written by others. */
  | "container";

/** The entries that `grant` adds for `node`, which was written at `path`. */
export function grantedEntries(
  { schema, writer, principal }: Grant,
  node: unknown,
  path: readonly string[],
  coverage: Coverage,
): LabelEntry[] {
  if (node === undefined) return [];
  return labelledPlaces(schema, node, path)
    .filter((place) => !isLink(place.node) && isCovered(place.path, path, coverage))
    .map((place) => entryOf(place.path, place.ifc, { writer, principal }));
}

function isCovered(
  place: readonly string[],
  written: readonly string[],
  coverage: Coverage,
): boolean {
  if (coverage === "whole" || place.length === written.length) return true;
  return coverage !== "container" && Number(place[written.length]) >= coverage.from;
}

function entryOf(
  path: readonly string[],
  { addIntegrity, confidentiality }: LabelSchema,
  { writer, principal }: Pick<Grant, "writer" | "principal">,
): LabelEntry {
  const integrity = (atomTexts(addIntegrity, principal) ?? []).filter((atom) =>
    mayAdd(atom, writer)
  );
  return { path, integrity, confidentiality: atomTexts(confidentiality, principal) ?? [] };
}
