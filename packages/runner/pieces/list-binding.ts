/** One application of a list operator: in a graph, or by code while it runs. */
import { canonicalEqual, type Sha256 } from "@commonfabric/canonical";
import type { PatternValue } from "../builders/graph.ts";
import type { ListOperator } from "../cells/host.ts";
import { observedApplication, type ObservedContext } from "../observations/observed-node.ts";
import type { ObservedAction } from "../observations/run-record.ts";
import { sameAddress } from "../links/sigil.ts";
import type { Address } from "../types.ts";
import { addressCause, documentAt } from "./piece-addresses.ts";
import type { RunningPiece } from "./running-piece.ts";

export interface ListBinding {
  readonly piece: RunningPiece;
  readonly operator: ListOperator;
  readonly pattern: PatternValue;
  /** Link to the list, or the list itself where it is a constant. */
  readonly list: unknown;
  /** The places that `list` mentions. */
  readonly reads: readonly Address[];
  /** The stored tree of the captures. */
  readonly params: unknown;
  readonly output: Address;
  /** Where the links to the instances are kept; the output itself for `map`. */
  readonly container: Address;
  /** Applied by running code, which may give other captures each time. */
  readonly isComputed: boolean;
  /** What observations say of its nodes. */
  readonly observed: (output: Address) => ObservedAction;
}

/** A binding with its container. */
export function listBinding(
  sha256: Sha256,
  fields: Omit<ListBinding, "container">,
): ListBinding {
  const { operator, output } = fields;
  const container = operator === "map"
    ? output
    : documentAt(output, { instancesOf: addressCause(output) }, sha256);
  return { ...fields, container };
}

/** An application by running code. */
export function computedListBinding(
  context: ObservedContext,
  fields: Omit<ListBinding, "container" | "isComputed" | "observed">,
): ListBinding {
  const { operator, pattern, list, params } = fields;
  const inputs = { operator, op: pattern, list, params };
  return listBinding(context.sha256, {
    ...fields,
    isComputed: true,
    observed: (output) => observedApplication(context, "list", inputs, output),
  });
}

/** Whether `after` needs nothing but what `before` does already. */
export function isSameApplication(before: ListBinding, after: ListBinding): boolean {
  return before.operator === after.operator && before.pattern === after.pattern &&
    sameAddress(before.output, after.output) && canonicalEqual(before.list, after.list) &&
    canonicalEqual(before.params ?? null, after.params ?? null);
}
