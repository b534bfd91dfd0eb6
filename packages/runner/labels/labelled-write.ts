/** One write under a schema with labels: what it grants goes with its operation, what it means is noted. */
import type { SchemaNode } from "../schemas/schema-node.ts";
import type { Operation } from "../transactions/operations.ts";
import type { TouchedDocument } from "../transactions/touched-document.ts";
import type { Grant } from "./grant.ts";
import type { LabelIntents } from "./intents.ts";

/** The schema that a write happens under. */
export interface WriteSchema {
  readonly schema: SchemaNode;
  /** Elements of a list went; what stays was written by others. */
  readonly isRemoval?: boolean;
  /** The write gives places their first value. */
  readonly isSetup?: boolean;
}

/**
 * Applies `operation`. The answer are places that the writer may not change and has not: the commit
 * must fail where they have another value by then.
 */
export function applyLabelled(
  touched: TouchedDocument,
  operation: Operation,
  { schema, isRemoval = false, isSetup = false }: WriteSchema,
  { intents, ...claim }: Omit<Grant, "schema"> & { readonly intents: LabelIntents },
): (readonly string[])[] {
  const grant = { ...claim, schema };
  const before = touched.document?.value;
  touched.apply({ ...operation, under: { ...grant, isRemoval, isSetup } });
  const { path } = operation;
  return intents.note({ ...grant, isSetup, path, before, after: touched.document?.value });
}
