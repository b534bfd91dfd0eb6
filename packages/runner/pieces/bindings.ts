/** Binding trees of a graph as stored values of one piece: aliases become links. */
import { isPattern } from "../builders/artifact.ts";
import { type Binding, isAlias } from "../builders/graph.ts";
import { makeLink } from "../links/sigil.ts";
import type { Address } from "../types.ts";
import { defineMember, isMutableLeaf } from "../values/leaves.ts";
import type { PieceAddresses } from "./piece-addresses.ts";

/** What a pattern inside a stored value is written as. */
export type PatternWriter = (pattern: unknown) => unknown;

/**
 * The frozen stored tree of `binding`. Links redirect: writing at one lands in its target. What a
 * cell starts with has ordinary ones: writing there replaces them.
 */
export function storedBinding(
  binding: Binding,
  addresses: PieceAddresses,
  writePattern: PatternWriter,
  links: "redirect" | "ordinary" = "redirect",
): unknown {
  if (isAlias(binding)) {
    const target = addresses.of(binding);
    return makeLink(target, {
      from: addresses.result.space,
      redirect: links === "redirect",
      schema: binding.$alias.schema,
    });
  }
  if (isPattern(binding)) return writePattern(binding);
  if (typeof binding !== "object" || binding === null || isMutableLeaf(binding)) return binding;
  const copy: Record<string, unknown> = Array.isArray(binding)
    ? (new Array(binding.length) as unknown as Record<string, unknown>)
    : {};
  for (const [key, member] of Object.entries(binding)) {
    defineMember(copy, key, storedBinding(member, addresses, writePattern, links));
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
