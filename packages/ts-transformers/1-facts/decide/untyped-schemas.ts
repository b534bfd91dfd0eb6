/** Schemas that admit everything, for programs whose types are of no account. */
import type { SchemaSource } from "./schema-source.ts";

export const UNTYPED_SCHEMAS: SchemaSource = {
  pattern: () => ({ argument: true, result: true }),
  lift: () => ({ argument: true, result: true }),
  handler: () => ({ event: true, state: true, result: undefined }),
  cellContent: () => true,
  typeArgument: () => undefined,
  toSchema: () => true,
  expression: () => true,
  condition: () => true,
  callbackResult: () => true,
  captured: () => ({ schema: true, options: {} }),
  derived: () => ({ schema: true, options: {} }),
  event: () => true,
  eventResult: () => undefined,
  list: () => ({ argument: true, result: true }),
};
