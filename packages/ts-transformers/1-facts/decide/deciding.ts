/** What the files of this folder share: the state of one module's decisions, and the ways into it. */
import type ts from "typescript";
import type { FactsBuilder } from "../facts-builder.ts";
import type { HandleTypes } from "../handle-types.ts";
import type { Provenance } from "../provenance.ts";
import type { TransformDiagnostic } from "../../render-diagnostic.ts";
import type { ContainerKind, Context } from "./context.ts";
import type { Reactive, Reactivity } from "./reactivity.ts";
import type { SchemaSource } from "./schema-source.ts";

/** A place that may hold a node of the graph. */
export interface Site {
  readonly context: Context;
  /** What holds the value; `undefined` where no value is held, as in a condition of `if`. */
  readonly container: ContainerKind | undefined;
  /** The expression is a branch or operand of the one that stands in the container. */
  readonly isPart?: true;
}

export interface Deciding {
  readonly facts: FactsBuilder;
  readonly provenance: Provenance;
  readonly handles: HandleTypes;
  readonly reactivity: Reactivity;
  readonly schemas: SchemaSource;
  /** Bodies to which the statement rules apply. */
  readonly patternOwned: Set<ts.Node>;
  /** Functions that are branches of the value of an event attribute. */
  readonly eventFunctions: Set<ts.Node>;
  /** Causes that a body has given already, as JSON. */
  causesOf(body: ts.Node | undefined): Set<string>;
  report(diagnostic: TransformDiagnostic): void;
  /** Decides an expression of pattern context; what it gives after it was lowered. */
  value(expression: ts.Expression, site: Site): Reactive;
  /** Decides everything below `node`, which runs with data, but `apart`. */
  compute(node: ts.Node, context: Context, apart?: ReadonlySet<ts.Node>): void;
  /** Decides the body of a function that runs while the graph is built. */
  body(fn: ts.FunctionLikeDeclaration, context: Context): void;
}
