/**
 * Fields of an argument that belong to each user or session. Their data stands in the narrower
 * instance of the argument's own document, and the argument leads there.
 *
 *     argument (space):  { title: "list", draft: --redirect--> draft in the argument (user) }
 *     argument (user):   { draft: "..." }       absent until written; shows the declared defaults
 */
import { isLink, linkTarget, makeLink, sameAddress } from "../links/sigil.ts";
import type { SchemaNode } from "../schemas/schema-node.ts";
import { withDefaults } from "../schemas/validate.ts";
import { isNarrower } from "../transactions/scope-keys.ts";
import { nodeAt, replaceAt } from "../transactions/tree.ts";
import type { Address, CellScope } from "../types.ts";

/** A field that is marked as narrower than the argument that has it. */
export interface NarrowField {
  readonly path: readonly string[];
  readonly scope: CellScope;
  readonly schema: SchemaNode;
}

const NONE: readonly NarrowField[] = Object.freeze([]);
const known = new WeakMap<SchemaNode, Map<CellScope, readonly NarrowField[]>>();

/** The fields of arguments under `schema`, in a document of `scope`, that are narrower. */
export function narrowFields(schema: SchemaNode, scope: CellScope): readonly NarrowField[] {
  let byScope = known.get(schema);
  if (byScope === undefined) known.set(schema, byScope = new Map());
  let fields = byScope.get(scope);
  if (fields === undefined) {
    const found: NarrowField[] = [];
    collect(schema, scope, [], new Set(), found);
    byScope.set(scope, fields = found.length === 0 ? NONE : found);
  }
  return fields;
}

function collect(
  schema: SchemaNode,
  scope: CellScope,
  path: readonly string[],
  above: ReadonlySet<SchemaNode>,
  into: NarrowField[],
): void {
  if (above.has(schema)) return;
  const inside = new Set(above).add(schema);
  for (const [name, member] of schema.properties()) {
    const at = [...path, name];
    const { cap } = member;
    if (cap !== undefined && isNarrower(cap, scope)) {
      if (member.handleKind !== "stream") into.push({ path: at, scope: cap, schema: member });
    } else if (member.handles.length === 0) {
      collect(member, scope, at, inside, into);
    }
  }
}

/** What the instance of an argument in `scope` reads as before it is written. */
export function narrowDefaults(fields: readonly NarrowField[], scope: CellScope): unknown {
  return fields.filter((field) => field.scope === scope).reduce<unknown>((tree, field) => {
    const value = withDefaults(field.schema.toSchema(), undefined);
    return value === undefined ? tree : replaceAt(tree, field.path, value);
  }, undefined);
}

/** An argument whose narrow fields lead away, and data that was given for them. */
export interface SplitArgument {
  readonly wide: unknown;
  readonly given: readonly {
    readonly address: Address;
    readonly value: unknown;
    readonly schema: SchemaNode;
  }[];
}

/**
 * Puts links to the narrower instances of `address` in place of data in narrow fields. Data counts as
 * given where `explicit` has it; a field that is bound to a cell stays bound.
 */
export function splitArgument(
  address: Address,
  { filled, explicit }: { readonly filled: unknown; readonly explicit: unknown },
  fields: readonly NarrowField[],
): SplitArgument {
  const given: SplitArgument["given"][number][] = [];
  let wide = filled;
  for (const { path, scope, schema } of fields) {
    const parent = nodeAt(filled, path.slice(0, -1));
    const isRecord = typeof parent === "object" && parent !== null && !isLink(parent);
    if (!isRecord || isLink(nodeAt(filled, path))) continue;
    const own: Address = { ...address, scope, path };
    const value = nodeAt(explicit, path);
    if (value !== undefined) given.push({ address: own, value, schema });
    wide = replaceAt(wide, path, makeLink(own, { from: address.space, redirect: true }));
  }
  return { wide, given };
}

/** Whether the stored argument leads from `field` to its own narrower instance. */
export function isOwnField(stored: unknown, argument: Address, field: Address): boolean {
  const node = nodeAt(stored, field.path);
  return isLink(node) && sameAddress(linkTarget(node, argument), field);
}
