/** What the generator is asked for, and what it answers: a schema and the problems found on the way. */
import type ts from "typescript";
import type { JSONSchema } from "@commonfabric/api";
import type { Projection } from "./projection.ts";

/** How capability analysis is applied: see `Projection`. */
export type SchemaMode = "full" | "defaults-only" | "contract";

export interface SchemaRequest {
  readonly type: ts.Type;
  /** What is needed of the type; absent: everything as declared. */
  readonly projection?: Projection | undefined;
  /** Where the type was written, when there is one: defaults that name a constant are found there. */
  readonly typeNode?: ts.TypeNode | undefined;
  /** Where problems are reported when they have no place of their own in this file. */
  readonly at: ts.Node;
  /** The type was inferred from an expression: a single literal widens to its primitive. */
  readonly widen?: boolean;
  /** A boundary of a builder: an unconstrained type parameter is `unknown`, not anything. */
  readonly boundary?: boolean;
  /** `full` unless given. Only there does a read make a member of type `unknown` readable. */
  readonly mode?: SchemaMode;
}

export type SchemaProblemCode =
  | "schema:unsupported-type"
  | "schema:invalid-default"
  | "schema:limit-exceeded"
  | "schema:function-in-data";

/** A problem, with the placeholders of its message except the name of the boundary. */
export interface SchemaProblem {
  readonly code: SchemaProblemCode;
  readonly node: ts.Node;
  readonly params: Readonly<Record<string, string | number | readonly string[]>>;
}

export interface GeneratedSchema {
  readonly schema: JSONSchema;
  readonly problems: readonly SchemaProblem[];
}
