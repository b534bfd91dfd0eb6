/**
 * Internal cells that are narrower than their piece: each user or session has an own instance, which
 * is stored when it is first written. Until then it reads as what the cell starts with, which is why
 * a runtime declares that and stores nothing.
 */
import { patternGraph } from "../builders/artifact.ts";
import type { Alias, PatternGraph, PatternValue } from "../builders/graph.ts";
import type { StoredDocument } from "@commonfabric/storage";
import { grantedEntries } from "../labels/grant.ts";
import { relabelled } from "../labels/relabel.ts";
import { makeLink } from "../links/sigil.ts";
import { schemaNode } from "../schemas/schema-node.ts";
import { isNarrower } from "../transactions/scope-keys.ts";
import type { SpaceTable } from "../transactions/space-table.ts";
import { nodeAt } from "../transactions/tree.ts";
import type { Address, DocumentAddress } from "../types.ts";
import { causedId } from "../values/cause.ts";
import { convertValue } from "../values/convert.ts";
import { STREAM_MARKER } from "../values/leaves.ts";
import { type PatternWriter, storedBinding } from "./bindings.ts";
import { narrowDefaults, type NarrowField, narrowFields } from "./narrow-argument.ts";
import type { PieceAddresses } from "./piece-addresses.ts";

/** Whether `cell` has more instances than the piece at `result`. */
export function isNarrowCell(cell: DocumentAddress, result: DocumentAddress): boolean {
  return isNarrower(cell.scope, result.scope);
}

const narrowChildren = new WeakMap<PatternValue, boolean>();

/** Whether users or sessions have own instances of something that `pattern` is composed of. */
export function hasNarrowChildren(pattern: PatternValue): boolean {
  const known = narrowChildren.get(pattern);
  if (known !== undefined) return known;
  // A pattern that is composed of itself has no others on that way.
  narrowChildren.set(pattern, false);
  const { nodes, internal } = patternGraph(pattern);
  const isNarrow = (output: Alias): boolean =>
    internal.some(({ partialCause, scope }) =>
      partialCause === output.$alias.cell && scope !== undefined && scope !== "space"
    );
  const found = nodes.some(({ module, outputs }) =>
    module.type === "pattern" && (isNarrow(outputs) || hasNarrowChildren(module.pattern))
  );
  narrowChildren.set(pattern, found);
  return found;
}

/** Declares what the narrow cells of a piece start with. */
export function declareNarrowCells(
  spaces: SpaceTable,
  graph: PatternGraph,
  addresses: PieceAddresses,
  writePattern: PatternWriter,
): void {
  declareNarrowFields(spaces, graph, addresses.argument);
  const { result } = addresses;
  const meta = Object.freeze({ result: makeLink(result, { from: result.space }) });
  for (const cell of graph.internal) {
    if (cell.scope === undefined) continue;
    const address = addresses.internal(cell.partialCause);
    if (!isNarrowCell(address, result)) continue;
    const value = cell.kind === "stream" ? STREAM_MARKER : convertNarrow(
      spaces,
      address,
      storedBinding(cell.initial, addresses, writePattern, "initial"),
    );
    if (value === undefined) continue;
    const labelled = { path: [], schema: schemaNode(cell.schema) };
    spaces.declare(address, withInitialLabels(spaces, { value, meta }, [labelled]));
  }
}

/** The fields of the argument that belong to users and sessions show their defaults. */
function declareNarrowFields(spaces: SpaceTable, graph: PatternGraph, argument: Address): void {
  const fields = narrowFields(schemaNode(graph.argumentSchema), argument.scope);
  for (const scope of new Set(fields.map((field) => field.scope))) {
    const address = { ...argument, scope };
    const value = convertNarrow(spaces, address, narrowDefaults(fields, scope));
    if (value === undefined) continue;
    const labelled = fields.filter((field) => field.scope === scope);
    spaces.declare(address, withInitialLabels(spaces, { value }, labelled));
  }
}

/** What a piece starts with is labelled as where it is stored at set-up. */
function withInitialLabels(
  { principal }: SpaceTable,
  document: StoredDocument,
  parts: readonly Pick<NarrowField, "path" | "schema">[],
): StoredDocument {
  if (principal === undefined) return Object.freeze(document);
  const writer = { kind: "unsupported" } as const;
  const granted = parts.flatMap(({ path, schema }) =>
    grantedEntries({ schema, writer, principal }, nodeAt(document.value, path), path, "whole")
  );
  return Object.freeze(relabelled(document, [], granted) ?? document);
}

/** As what a piece starts with is converted elsewhere: list elements get documents of their own. */
function convertNarrow(spaces: SpaceTable, address: Address, value: unknown): unknown {
  const { space, scope } = address;
  return convertValue(value, {
    target: address,
    author: "host",
    elements: {
      contents: () => undefined,
      holds: () => false,
      store(node, path, index) {
        const parent = makeLink({ ...address, path: [...address.path, ...path] });
        const cause = { element: { parent, index } };
        const id = causedId(cause, { space, author: "host", sha256: spaces.sha256 });
        spaces.declare({ space, scope, id }, Object.freeze({ value: node }));
        return makeLink({ space, scope, id, path: [] }, { from: space });
      },
    },
  });
}
