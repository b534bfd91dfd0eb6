/** Where an expression stands: which kind of code it is part of, and what carries its value. */
import type ts from "typescript";

export type ContextKind = "pattern" | "compute" | "neutral";

/** The boundary that decides the context. */
export type ContextOwner =
  | "pattern"
  | "render"
  | "array-method"
  | "computed"
  | "lift-applied"
  | "action"
  | "lift"
  | "handler"
  | "event-handler"
  | "lifted-expression"
  | "standalone"
  | "unknown";

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

/** The context of the body of a pattern-like callback. */
export function patternContext(
  owner: "pattern" | "render" | "array-method",
  body: ts.Node,
): Context {
  return {
    kind: "pattern",
    owner,
    inJsxExpression: false,
    carriesSites: true,
    namesCauses: true,
    body,
  };
}

/** The context of code that runs later with data. */
export function computeContext(
  owner: Exclude<ContextOwner, "pattern" | "render" | "array-method" | "unknown">,
  body: ts.Node,
): Context {
  return {
    kind: "compute",
    owner,
    inJsxExpression: false,
    carriesSites: false,
    namesCauses: false,
    body,
  };
}

export function insideJsx(context: Context): Context {
  return context.inJsxExpression ? context : { ...context, inJsxExpression: true };
}

/** The context of a callback that runs while the body runs, possibly several times. */
export function repeated(context: Context, carriesSites: boolean): Context {
  return { ...context, carriesSites, namesCauses: false };
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
