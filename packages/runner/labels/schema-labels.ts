/** Which labels a schema states for the parts of a value; what is behind links is another value. */
import { isLink } from "../links/sigil.ts";
import type { SchemaNode } from "../schemas/schema-node.ts";
import { satisfies } from "../schemas/validate.ts";
import { isMutableLeaf, isStreamMarker } from "../values/leaves.ts";

/** The member `ifc` of a schema. */
export type LabelSchema = Readonly<Record<string, unknown>>;

/** A place that a schema labels, and what stands there. */
export interface LabelledPlace {
  readonly path: readonly string[];
  readonly ifc: LabelSchema;
  readonly node: unknown;
}

/** The labels of `schema` for `node`, which stands at `path`, and for its parts. */
export function labelledPlaces(
  schema: SchemaNode,
  node: unknown,
  path: readonly string[],
): LabelledPlace[] {
  const found: LabelledPlace[] = [];
  collect(schema, node, path, found);
  return found;
}

/** What a schema states of the place itself. */
export function labelOf({ schema }: SchemaNode): LabelSchema | undefined {
  const { ifc } = schema;
  return typeof ifc === "object" && ifc !== null ? ifc as LabelSchema : undefined;
}

function collect(
  schema: SchemaNode,
  node: unknown,
  path: readonly string[],
  into: LabelledPlace[],
): void {
  if (!schema.mentionsLabels) return;
  const ifc = labelOf(schema);
  if (ifc !== undefined) into.push({ path, ifc, node });
  if (isLink(node) || isStreamMarker(node)) return;
  const member = schema.members.find((each) => satisfies(each, node));
  if (member !== undefined) collect(member, node, path, into);
  if (typeof node !== "object" || node === null || isMutableLeaf(node)) return;
  for (const key of Object.keys(node)) {
    const part = Array.isArray(node) ? schema.items : partOf(schema, key);
    if (part === undefined) continue;
    const value: unknown = Object.getOwnPropertyDescriptor(node, key)?.value;
    collect(part, value, [...path, key], into);
  }
}

function partOf(schema: SchemaNode, key: string): SchemaNode | undefined {
  return schema.property(key) ?? schema.additional(key);
}
