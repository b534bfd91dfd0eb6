/** Links that a schema does not show where they stand, because they lead to a narrower scope. */
import { isLink, linkTarget } from "../links/sigil.ts";
import { isNarrower } from "../transactions/scope-keys.ts";
import type { Address, CellScope } from "../types.ts";
import { isMutableLeaf } from "../values/leaves.ts";
import type { SchemaNode } from "./schema-node.ts";

/** A link in a required place, which takes the value of the whole away. */
export interface HiddenLink {
  readonly path: readonly string[];
  readonly scope: CellScope;
  readonly cap: CellScope;
}

/** The hidden links of `node`, which is stored in the document of `container`. */
export function hiddenLinks(node: unknown, schema: SchemaNode, container: Address): HiddenLink[] {
  const found: HiddenLink[] = [];
  if (schema.mentionsScope) visit(node, schema, { isRequired: true, path: [] }, container, found);
  return found;
}

/** What a host is told of a hidden link. */
export function hiddenLinkText({ path, scope, cap }: HiddenLink, { id }: Address): string {
  const at = path.length === 0 ? "the cell" : `"${path.join(".")}"`;
  return `A link to a document of scope "${scope}" was stored at ${at} in ${id}, where the schema ` +
    `shows nothing narrower than "${cap}": it reads as undefined, and the place is required.`;
}

function visit(
  node: unknown,
  schema: SchemaNode,
  { isRequired, path }: { readonly isRequired: boolean; readonly path: readonly string[] },
  container: Address,
  into: HiddenLink[],
): void {
  if (typeof node !== "object" || node === null || isMutableLeaf(node)) return;
  if (isLink(node)) {
    const { scope } = linkTarget(node, container);
    const { cap } = schema;
    if (isRequired && cap !== undefined && isNarrower(scope, cap)) into.push({ path, scope, cap });
    return;
  }
  for (const [key, member] of Object.entries(node)) {
    const isElement = Array.isArray(node);
    const own = isElement ? schema.items : schema.property(key) ?? schema.additional(key);
    if (own === undefined) continue;
    const isNeeded = isElement || schema.required.has(key);
    visit(member, own, { isRequired: isNeeded, path: [...path, key] }, container, into);
  }
}
