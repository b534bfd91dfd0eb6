/** Where an expression stands: which kind of code it is part of, and what carries its value. */
import type ts from "typescript";
import { BOUNDARIES, type BoundaryName } from "./boundaries.ts";
import type { ContextKind, ContextOwner } from "./context-kinds.ts";

export interface Context {
  readonly kind: ContextKind;
  readonly owner: ContextOwner;
  /** A JSX expression was crossed since the boundary. */
  readonly inJsxExpression: boolean;
  /** Whether values that stand here may become nodes of the graph. */
  readonly carriesSites: boolean;
  /** A statement here runs once for each run of the body, so that names are causes. */
  readonly namesCauses: boolean;
  /** The function of the boundary; `undefined` in neutral code. */
  readonly body: ts.Node | undefined;
}

export const NEUTRAL: Context = Object.freeze({
  kind: "neutral",
  owner: "unknown",
  inJsxExpression: false,
  carriesSites: false,
  namesCauses: false,
  body: undefined,
});

/** The context inside the boundary `name`, whose function is `body`. */
export function contextOf(name: OwnBoundaryName, body: ts.Node): Context {
  const { context, owner, carriesSites, namesCauses } = BOUNDARIES[name];
  return {
    kind: context as ContextKind,
    owner: owner as ContextOwner,
    inJsxExpression: false,
    carriesSites,
    namesCauses,
    body,
  };
}

/** Boundaries with a context of their own. */
export type OwnBoundaryName = Exclude<BoundaryName, InheritingName>;
type InheritingName = "plain-array-map" | "plain-array-value";

export function insideJsx(context: Context): Context {
  return context.inJsxExpression ? context : { ...context, inJsxExpression: true };
}

/** The context of a callback that runs while the body runs, possibly several times. */
export function inheritedContext(context: Context, name: InheritingName): Context {
  const { carriesSites, namesCauses } = BOUNDARIES[name];
  return { ...context, carriesSites: context.carriesSites && carriesSites, namesCauses };
}

/** What holds the value of a site. */
export type ContainerKind =
  | "jsx-expression"
  | "template-span"
  | "return-expression"
  | "variable-initializer"
  | "call-argument"
  | "object-property"
  | "array-element";
