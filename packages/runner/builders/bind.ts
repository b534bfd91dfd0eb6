/** Turns what a body hands to a factory, or returns, into a binding tree of the graph. */
import { isPattern } from "./artifact.ts";
import type { InternalCell, PatternBuild } from "./build.ts";
import { copyTree } from "./copy-tree.ts";
import { UnbindableValueError } from "./errors.ts";
import { type Alias, type Binding, makeAlias } from "./graph.ts";
import { refuseMarks } from "../values/reserved-keys.ts";
import { type ReferenceState, referenceState } from "./reference-state.ts";

/** A stand-in for a place whose cause is not settled; replaced by {@link settleBinding}. */
class PendingAlias {
  constructor(readonly state: ReferenceState) {
    Object.freeze(this);
  }
}

/** The tree of `value`; references become stand-ins until the causes of `build` are settled. */
export function pendingBinding(value: unknown, build: PatternBuild): Binding {
  return copyTree(value, (leaf, path) => {
    const state = referenceState(leaf);
    if (state !== undefined) {
      if (state.place.build !== build) {
        throw new UnbindableValueError(path, "a reference of another pattern; pass it as an input");
      }
      return { copy: new PendingAlias(state) };
    }
    if (leaf instanceof PendingAlias || isPattern(leaf)) return { copy: leaf };
    // The set-up of a piece stores the tree as it is: a mark in it would count.
    refuseMarks(leaf, path, (member) => referenceState(member) !== undefined);
    return undefined;
  });
}

/** The tree with aliases, once every internal cell has its cause. */
export function settleBinding(pending: Binding): Binding {
  return copyTree(pending, (leaf) => {
    if (leaf instanceof PendingAlias) return { copy: aliasOf(leaf.state) };
    return isPattern(leaf) ? { copy: leaf } : undefined;
  });
}

/** The internal cell that `pending` is as a whole, if it is one. */
export function wholeCell(pending: Binding): InternalCell | undefined {
  if (!(pending instanceof PendingAlias)) return undefined;
  const { place, path } = pending.state;
  return place.kind === "internal" && path.length === 0 ? place.cell : undefined;
}

/** The alias of the root of an internal cell. */
export function cellAlias(cell: InternalCell): Alias {
  return makeAlias(cell.partialCause, [], cell.schema);
}

function aliasOf(state: ReferenceState): Alias {
  const { place } = state;
  const cell = place.kind === "internal" ? place.cell.partialCause : place.kind;
  return makeAlias(cell, state.path, state.schema);
}
