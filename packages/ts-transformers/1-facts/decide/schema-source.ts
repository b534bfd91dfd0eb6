/** Where the decisions get their schemas: types, and what capability analysis found. */
import type ts from "typescript";
import type { JSONSchema } from "@commonfabric/api";
import type { DirectFunction, LiftOptions, MadeNode } from "../../lowering.ts";
import type { Captures } from "./captures.ts";

/** A list callback whose call is rewritten. */
export interface ListCallback {
  readonly receiver: ts.Expression;
  readonly callback: DirectFunction;
  readonly captures: Captures;
  /** The lifts in it: what they give is read whole, also where the callback drops it. */
  readonly inner: readonly ts.Node[];
}

export interface BodySchemas {
  readonly argument: JSONSchema;
  readonly result: JSONSchema;
}

export interface HandlerSchemas {
  readonly event: JSONSchema;
  readonly state: JSONSchema;
  /** Of handlers that declare one. */
  readonly result: JSONSchema | undefined;
}

/** The argument of a lift, and what the scheduler may know of it. */
export interface LiftSchemas {
  readonly schema: JSONSchema;
  readonly options: LiftOptions;
}

/** Every method reports its own diagnostics and then gives the most permissive schema. */
export interface SchemaSource {
  pattern(call: ts.CallExpression): BodySchemas;
  lift(call: ts.CallExpression): BodySchemas & { readonly options: LiftOptions };
  handler(call: ts.CallExpression): HandlerSchemas;
  /** The content of a new cell. */
  cellContent(call: ts.CallExpression | ts.NewExpression): JSONSchema;
  /** The type argument, or the contextual type, of a call such as `wish`. */
  typeArgument(call: ts.CallExpression): JSONSchema | undefined;
  /** The type that an author names as the result of a computation. */
  declared(type: ts.TypeNode): JSONSchema;
  /** The literal that `toSchema<T>(options)` stands for. */
  toSchema(call: ts.CallExpression): JSONSchema;
  /** The checked type of an expression, literals widened. */
  expression(node: ts.Expression): JSONSchema;
  /** The same for the condition of a conditional. */
  condition(node: ts.Expression): JSONSchema;
  /** The result of a callback of `computed`, `derive` or a rewritten list operator. */
  callbackResult(callback: DirectFunction): JSONSchema;
  /** The record of captures, as much of it as `region` uses; and what the scheduler may know. */
  captured(captures: Captures, region: ts.Node, made?: readonly MadeNode[]): LiftSchemas;
  /** The argument of a derived lift: its input, alone or beside captures under `key`. */
  derived(
    call: ts.CallExpression,
    callback: DirectFunction,
    captures: Captures,
    key: string | undefined,
  ): LiftSchemas;
  /** `derive(input, fn)` with a function that is given by name. */
  derivedByName(call: ts.CallExpression): BodySchemas;
  /** The event of an action (`call`) or of a function that is the value of an event attribute. */
  event(callback: DirectFunction, call: ts.CallExpression | undefined): JSONSchema;
  /** The same of a function that is given by name. */
  namedEvent(callback: ts.Expression, call: ts.CallExpression | undefined): JSONSchema;
  /** The declared result of an action. */
  eventResult(call: ts.CallExpression): JSONSchema | undefined;
  list(list: ListCallback): BodySchemas;
}
