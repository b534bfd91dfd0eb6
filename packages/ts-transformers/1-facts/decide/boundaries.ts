/**
 * The boundary table: which callbacks begin which context, and whether values in them may become
 * nodes of the graph. One record a boundary; the decisions read it, tests enumerate it.
 */
import type { ContextKind, ContextOwner } from "./context-kinds.ts";

export type BoundaryName =
  | "pattern"
  | "render"
  | "array-method"
  | "plain-array-map"
  | "plain-array-value"
  | "computed"
  | "lift-applied"
  | "lift"
  | "handler"
  | "action"
  | "event-handler"
  | "lifted-expression"
  | "standalone";

export interface Boundary {
  readonly callback: string;
  /** `inherits`: the context around it goes on. */
  readonly context: ContextKind | "inherits";
  readonly owner: ContextOwner | "inherits";
  /** Whether expressions in it may become nodes. */
  readonly carriesSites: boolean;
  /** Whether a statement in it runs once for each run of the body, so that names are causes. */
  readonly namesCauses: boolean;
  /** Whether it is stored without its surroundings: captures are data. */
  readonly isSelfContained: boolean;
}

function builder(callback: string, context: ContextKind, owner: ContextOwner): Boundary {
  return {
    callback,
    context,
    owner,
    carriesSites: context === "pattern",
    namesCauses: context === "pattern",
    isSelfContained: true,
  };
}

function inherited(callback: string, carriesSites: boolean): Boundary {
  return {
    callback,
    context: "inherits",
    owner: "inherits",
    carriesSites,
    namesCauses: false,
    isSelfContained: false,
  };
}

export const BOUNDARIES: Readonly<Record<BoundaryName, Boundary>> = Object.freeze({
  pattern: builder("argument of `pattern`", "pattern", "pattern"),
  render: builder("argument of `render`", "pattern", "render"),
  "array-method": builder("callback of a rewritten list operator", "pattern", "array-method"),
  "plain-array-map": inherited("callback of `Array.map` or `Array.from` on plain data", true),
  "plain-array-value": inherited("callback of another list method on plain data", false),
  computed: builder("callback of `computed`, `derive`, `assert`", "compute", "computed"),
  "lift-applied": builder("callback of an applied `lift`", "compute", "lift-applied"),
  lift: builder("callback of `lift`", "compute", "lift"),
  handler: builder("callback of `handler`", "compute", "handler"),
  action: builder("callback of `action`", "compute", "action"),
  "event-handler": builder("function of an event attribute", "compute", "event-handler"),
  "lifted-expression": builder("an expression that is lifted", "compute", "lifted-expression"),
  standalone: {
    callback: "a function with a name of its own",
    context: "compute",
    owner: "standalone",
    carriesSites: false,
    namesCauses: false,
    isSelfContained: false,
  },
});
