/** Binding trees of a graph as stored values of one piece: aliases become links. */
import { isPattern } from "../builders/artifact.ts";
import { type Binding, isAlias } from "../builders/graph.ts";
import { makeLink } from "../links/sigil.ts";
import { dataSchema } from "../schemas/data-schema.ts";
import type { Address } from "../types.ts";
import { defineMember, isMutableLeaf } from "../values/leaves.ts";
import type { PieceAddresses } from "./piece-addresses.ts";

/** What a pattern inside a stored value is written as. */
export type PatternWriter = (pattern: unknown) => unknown;

/**
 * What a tree is for. Links redirect: writing at one lands in its target. What a cell starts with
 * has ordinary ones: writing there replaces them. Inputs are read as they are declared where they
 * come from; an argument that others read says what data it is, not how the pattern wanted it.
 */
export type BindingUse = "input" | "output" | "initial";

/** The frozen stored tree of `binding`, for a document of the piece or for one of a child. */
export function storedBinding(
  binding: Binding,
  addresses: PieceAddresses,
  writePattern: PatternWriter,
  use: BindingUse = "input",
  { space }: Pick<Address, "space"> = addresses.result,
): unknown {
  if (isAlias(binding)) {
    const { cell, schema } = binding.$alias;
    return makeLink(addresses.of(binding), {
      from: space,
      redirect: use !== "initial",
      schema: use === "input" || cell !== "argument" ? schema : dataSchema(schema),
    });
  }
  if (isPattern(binding)) return writePattern(binding);
  if (typeof binding !== "object" || binding === null || isMutableLeaf(binding)) return binding;
  const copy: Record<string, unknown> = Array.isArray(binding)
    ? (new Array(binding.length) as unknown as Record<string, unknown>)
    : {};
  for (const [key, member] of Object.entries(binding)) {
    defineMember(copy, key, storedBinding(member, addresses, writePattern, use, { space }));
  }
  return Object.freeze(copy);
}

/** The addresses that `binding` mentions. */
export function boundAddresses(binding: Binding, addresses: PieceAddresses): Address[] {
  const found: Address[] = [];
  collect(binding, addresses, found);
  return found;
}

function collect(binding: Binding, addresses: PieceAddresses, into: Address[]): void {
  if (isAlias(binding)) {
    into.push(addresses.of(binding));
  } else if (typeof binding === "object" && binding !== null && !isMutableLeaf(binding)) {
    for (const member of Object.values(binding)) collect(member, addresses, into);
  }
}
