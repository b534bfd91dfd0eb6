/**
 * A schema ready for use: references resolved, members as maps, children made once. Nodes are
 * compared by identity, which is how views, handles and cyclic data are recognised again.
 */
import type { AsCellEntry, CellKind, JSONSchema, JSONSchemaObject } from "@commonfabric/api";
import { quote } from "@commonfabric/contract";
import type { CellScope } from "../types.ts";
import { inCanonicalOrder } from "../values/canonical-order.ts";
import { VNODE_CELL_PROP, VNODE_PROPS, VNODE_REF, VNODE_SCHEMA } from "./vnode-schema.ts";

const MAX_REFERENCES = 64;
const EMPTY: JSONSchemaObject = Object.freeze({});
const DEFS = "#/$defs/";

/** A `$ref` that leads nowhere or in a circle. */
export class SchemaReferenceError extends Error {
  override readonly name = "SchemaReferenceError";
  constructor(reference: string) {
    super(
      `The schema reference ${quote(reference)} cannot be resolved: ` +
        `it names no entry of "$defs", or only other references.`,
    );
  }
}

export class SchemaNode {
  /** The schema without reference; `$defs` lie in `root`. */
  readonly schema: JSONSchemaObject;
  readonly root: JSONSchemaObject;
  readonly isNever: boolean;
  /** The reader stated no schema at all; a link may then bring its own. */
  readonly isAbsent: boolean;
  readonly handles: readonly AsCellEntry[];
  readonly types: readonly string[] | undefined;
  readonly required: ReadonlySet<string>;
  /** Links to narrower documents than this are not shown; `undefined`: all are. */
  readonly cap: CellScope | undefined;
  readonly #children = new Map<string, SchemaNode>();
  #members: readonly SchemaNode[] | undefined;
  #default: unknown;
  #mentionsScope: boolean | undefined;
  #mentionsLabels: boolean | undefined;

  constructor(schema: JSONSchema | undefined, root: JSONSchemaObject | undefined) {
    this.isAbsent = schema === undefined;
    const given = typeof schema === "object" ? schema : EMPTY;
    const resolved = resolveReference(given, root ?? given);
    this.schema = resolved.schema;
    this.root = resolved.root;
    this.handles = this.schema.asCell ?? [];
    // Of a handle it is the content that there never is.
    this.isNever = schema === false || (this.schema.not === true && this.handles.length === 0);
    const { type } = this.schema;
    this.types = type === undefined ? undefined : typeof type === "string" ? [type] : type;
    this.required = new Set(this.schema.required ?? []);
    this.cap = capOf(this.schema);
  }

  /** What an absent place reads as; keys as they will be where it is stored. */
  get default(): unknown {
    return this.#default ??= inCanonicalOrder(this.schema.default);
  }

  /** Everything is accepted, links are followed. */
  get isAny(): boolean {
    const { properties, items, additionalProperties, anyOf, enum: values } = this.schema;
    return !this.isNever && this.types === undefined && properties === undefined &&
      items === undefined && additionalProperties === undefined && anyOf === undefined &&
      values === undefined;
  }

  get isUnknown(): boolean {
    return this.handles.length === 0 && this.types?.length === 1 && this.types[0] === "unknown";
  }

  /** The outermost handle kind. */
  get handleKind(): CellKind | undefined {
    const entry = this.handles[0];
    return typeof entry === "object" ? entry.kind : entry;
  }

  /** Whether a required position of this schema may be absent: `any` and `unknown` have that value. */
  get acceptsUndefined(): boolean {
    return this.handles.length > 0 || this.isAny || this.isUnknown ||
      this.types?.includes("undefined") === true ||
      this.members.some((member) => member.acceptsUndefined);
  }

  /** The alternatives of `anyOf`. */
  get members(): readonly SchemaNode[] {
    return this.#members ??= (this.schema.anyOf ?? []).map((member) => this.#node(member));
  }

  /** Names and schemas of declared members, in order. */
  *properties(): Iterable<[string, SchemaNode]> {
    for (const name of Object.keys(this.schema.properties ?? EMPTY)) {
      yield [name, this.property(name)!];
    }
  }

  property(name: string): SchemaNode | undefined {
    const { properties } = this.schema;
    if (properties === undefined || !Object.hasOwn(properties, name)) return undefined;
    return this.#child(`p:${name}`, properties[name]);
  }

  /** The schema of members that are not declared; `undefined` when they do not appear. */
  additional(name: string): SchemaNode | undefined {
    if (this.schema === VNODE_PROPS && name.startsWith("$")) {
      return this.#child("vnode", VNODE_CELL_PROP);
    }
    const { additionalProperties, properties } = this.schema;
    if (additionalProperties === false) return undefined;
    if (additionalProperties === undefined) {
      return properties === undefined ? this.#child("any", true) : undefined;
    }
    return this.#child("additional", additionalProperties);
  }

  get hasAdditional(): boolean {
    const { additionalProperties, properties } = this.schema;
    return additionalProperties === undefined
      ? properties === undefined
      : additionalProperties !== false;
  }

  get items(): SchemaNode {
    return this.#child("items", this.schema.items ?? true);
  }

  /** What a path segment leads to: for handles on members. */
  step(segment: string): SchemaNode {
    if (this.isAbsent) return this;
    const own = this.property(segment) ??
      (this.schema.items !== undefined ? this.items : this.additional(segment));
    if (own !== undefined && !(own.isAny && this.members.length > 0)) return own;
    const steps = this.members.filter((each) =>
      each.property(segment) !== undefined || each.schema.items !== undefined
    ).map((each) => each.step(segment));
    const [first = ABSENT_SCHEMA] = steps;
    // What lies below a union is a union again, unless its alternatives refer to different roots.
    const isUnion = new Set(steps.map(({ schema }) => schema)).size > 1 &&
      steps.every(({ root }) => root === this.root);
    if (!isUnion) return first;
    return this.#child(`step:${segment}`, { anyOf: steps.map(({ schema }) => schema) });
  }

  /** Whether the schema, or one that it refers to, states a scope anywhere. */
  get mentionsScope(): boolean {
    return this.#mentionsScope ??= states(this.schema, "scope") || states(this.root.$defs, "scope");
  }

  /** The atoms that what is read here must hold, as stated; `undefined` when none are. */
  get requiredIntegrity(): unknown {
    const { ifc } = this.schema;
    if (typeof ifc !== "object" || ifc === null) return undefined;
    return (ifc as { readonly requiredIntegrity?: unknown }).requiredIntegrity;
  }

  /** Whether the schema, or one that it refers to, states labels anywhere. */
  get mentionsLabels(): boolean {
    return this.#mentionsLabels ??= states(this.schema, "ifc") || definesLabels(this.root);
  }

  /** The rest behind the outermost handle. */
  get behindHandle(): SchemaNode {
    const { asCell: handles = [], ...rest } = this.schema;
    const [outer] = handles;
    // The scope of a handle is that of what is read through it.
    const scope = typeof outer === "object" ? outer.scope : undefined;
    const schema = {
      ...(scope === undefined ? {} : { scope }),
      ...rest,
      ...(handles.length > 1 ? { asCell: handles.slice(1) } : {}),
    };
    return this.#child("behind", schema);
  }

  /** A self-contained schema equal to this node; `undefined` where the reader has none. */
  toSchema(): JSONSchema | undefined {
    if (this.isAbsent) return undefined;
    if (this.isNever) return false;
    const { $defs } = this.root;
    return $defs === undefined ? this.schema : { ...this.schema, $defs };
  }

  #child(key: string, schema: JSONSchema | undefined): SchemaNode {
    let child = this.#children.get(key);
    if (child === undefined) this.#children.set(key, child = this.#node(schema));
    return child;
  }

  #node(schema: JSONSchema | undefined): SchemaNode {
    return nodeWithin(this.root, schema);
  }
}

/** Nodes by the root whose `$defs` count, then by schema: recursive schemas have finite nodes. */
const nodes = new WeakMap<object, WeakMap<object, SchemaNode>>();
const NO_ROOT: JSONSchemaObject = Object.freeze({});

function nodeWithin(
  root: JSONSchemaObject | undefined,
  schema: JSONSchema | undefined,
): SchemaNode {
  if (schema === undefined) return ABSENT_SCHEMA;
  if (schema === true) return ANY_SCHEMA;
  if (schema === false) return NEVER_SCHEMA;
  let own = nodes.get(root ?? NO_ROOT);
  if (own === undefined) nodes.set(root ?? NO_ROOT, own = new WeakMap());
  let node = own.get(schema);
  if (node === undefined) own.set(schema, node = new SchemaNode(schema, root));
  return node;
}

/** No schema: everything, and links may bring theirs. */
export const ABSENT_SCHEMA: SchemaNode = new SchemaNode(undefined, undefined);
/** `true`. */
export const ANY_SCHEMA: SchemaNode = new SchemaNode(true, undefined);
/** `false`. */
const NEVER_SCHEMA: SchemaNode = new SchemaNode(false, undefined);

/** A handle of a cell that is only there when somebody gave it; a default stands for a cell. */
export function isOptionalHandle({ handleKind, default: own }: SchemaNode): boolean {
  return handleKind !== undefined && handleKind !== "stream" && own === undefined;
}

/** The node of a schema; one schema object has one node. The schema must not change afterwards. */
export function schemaNode(schema: JSONSchema | undefined): SchemaNode {
  return nodeWithin(undefined, schema);
}

function capOf({ scope, asCell }: JSONSchemaObject): CellScope | undefined {
  const outer = asCell?.[0];
  const stated = typeof outer === "object" ? outer.scope ?? scope : scope;
  return stated === "any" ? undefined : stated;
}

/** Whether `key` stands anywhere in a schema, its `$defs` aside. */
function states(schema: unknown, key: string): boolean {
  if (typeof schema !== "object" || schema === null) return false;
  return Object.entries(schema).some(([name, part]) =>
    name === key || (name !== "default" && name !== "enum" && states(part, key))
  );
}

const labelledRoots = new WeakMap<object, boolean>();

/** Definitions are shared by all nodes below a root. */
function definesLabels(root: JSONSchemaObject): boolean {
  if (root.$defs === undefined) return false;
  const known = labelledRoots.get(root);
  if (known !== undefined) return known;
  const found = states(root.$defs, "ifc");
  labelledRoots.set(root, found);
  return found;
}

function resolveReference(
  given: JSONSchemaObject,
  ownRoot: JSONSchemaObject,
): { schema: JSONSchemaObject; root: JSONSchemaObject } {
  let schema = given;
  let root = ownRoot;
  for (let count = 0; schema.$ref !== undefined; count++) {
    const { $ref, ...siblings } = schema;
    if (count === MAX_REFERENCES) throw new SchemaReferenceError($ref);
    if ($ref === VNODE_REF) root = VNODE_SCHEMA;
    const target = $ref === VNODE_REF ? VNODE_SCHEMA : definition(root, $ref);
    const { $defs: _defs, ...own } = siblings;
    const hasSiblings = Object.keys(own).length > 0;
    if (typeof target === "boolean") {
      return { schema: target ? own : { not: true }, root };
    }
    schema = hasSiblings ? { ...target, ...own } : target;
  }
  return { schema, root };
}

function definition(root: JSONSchemaObject, reference: string): JSONSchema {
  if (reference === "#") return root;
  const name = reference.startsWith(DEFS) ? unescapePointer(reference.slice(DEFS.length)) : "";
  const definitions = root.$defs;
  if (definitions === undefined || !Object.hasOwn(definitions, name)) {
    throw new SchemaReferenceError(reference);
  }
  return definitions[name]!;
}

function unescapePointer(segment: string): string {
  return segment.replaceAll("~1", "/").replaceAll("~0", "~");
}
