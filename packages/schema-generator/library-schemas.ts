/** Types of the host and of the default library that have a schema of their own, or none. */
import type { Fragment, FragmentObject } from "./fragment.ts";

export const VNODE_REF = "https://commonfabric.org/schemas/vnode.json";
const VNODE: FragmentObject = { $ref: VNODE_REF };
const UI_RENDERABLE: FragmentObject = {
  type: "object",
  properties: { $UI: VNODE },
  required: ["$UI"],
};
/** Admits a handle of something renderable, which has no members of its own. */
export const ANY_OBJECT: FragmentObject = { type: "object", properties: {} };

/** What children are, beside lists of them. */
export const CHILDREN: readonly Fragment[] = [
  VNODE,
  UI_RENDERABLE,
  ANY_OBJECT,
  { type: ["boolean", "null", "number", "string", "undefined"] },
];

const HOST: ReadonlyMap<string, Fragment> = new Map<string, Fragment>([
  ["VNode", VNODE],
  ["UIRenderable", UI_RENDERABLE],
  ["JSXElement", { anyOf: [VNODE, UI_RENDERABLE, ANY_OBJECT] }],
  ["JSONSchema", true],
  ["JSONSchemaObject", true],
  ["FabricBytes", { type: "object" }],
]);

const LIBRARY: ReadonlyMap<string, Fragment> = new Map<string, Fragment>([
  ["Date", { type: "object" }],
  ["Uint8Array", { type: "object" }],
  ["URL", { type: "string", format: "uri" }],
  ["String", { type: "string" }],
  ["Number", { type: "number" }],
  ["Boolean", { type: "boolean" }],
  ["Object", { type: "object", additionalProperties: true }],
  ...[
    "ArrayBuffer",
    "SharedArrayBuffer",
    "DataView",
    "Int8Array",
    "Uint8ClampedArray",
    "Int16Array",
    "Uint16Array",
    "Int32Array",
    "Uint32Array",
    "Float16Array",
    "Float32Array",
    "Float64Array",
    "BigInt64Array",
    "BigUint64Array",
  ].map((name) => [name, true] as const),
]);

/** Why a type has no schema, and what to write. */
export interface Unsupported {
  readonly reason: string;
  readonly alternative: string;
}

const MAP: Unsupported = {
  reason: "a map has no JSON form",
  alternative: "`Record<string, V>`",
};
const SET: Unsupported = { reason: "a set has no JSON form", alternative: "`T[]`" };
const PROMISE: Unsupported = {
  reason: "a promise cannot be stored",
  alternative: "the awaited value, set by a handler",
};

const UNSUPPORTED: ReadonlyMap<string, Unsupported> = new Map([
  ["Map", MAP],
  ["ReadonlyMap", MAP],
  ["WeakMap", MAP],
  ["Set", SET],
  ["ReadonlySet", SET],
  ["WeakSet", SET],
  ["Promise", PROMISE],
  ["PromiseLike", PROMISE],
  ["RegExp", {
    reason: "a regular expression has no JSON form",
    alternative: "its source, a string",
  }],
]);

export const SYMBOL: Unsupported = {
  reason: "a symbol has no JSON form",
  alternative: "a string",
};
export const CELL_OF_STREAM: Unsupported = {
  reason: "a stream has no content that a cell could hold",
  alternative: "`Stream<T>`",
};
export const SCOPE_IN_UNION: Unsupported = {
  reason: "a scope holds for a whole field, not for one alternative",
  alternative: "the union inside the wrapper, or `?` for an optional field",
};
export const SCOPE_IN_SCOPE: Unsupported = {
  reason: "one field has one scope",
  alternative: "one scope wrapper, or a cell between the two",
};
export const OPEN_LABEL: Unsupported = {
  reason: "a label that is not fully literal cannot be enforced",
  alternative: "literal types in the label",
};
export const FOREIGN_LABEL: Unsupported = {
  reason: "this module does not import the module of the function that the label names",
  alternative: "an import of that function here",
};
export const CIRCULAR: Unsupported = {
  reason: "the alias is only another name for itself",
  alternative: "an object type that refers to itself through a property",
};

export function hostSchema(name: string | undefined): Fragment | undefined {
  return name === undefined ? undefined : HOST.get(name);
}

export function librarySchema(name: string | undefined): Fragment | undefined {
  return name === undefined ? undefined : LIBRARY.get(name);
}

export function unsupportedLibraryType(name: string | undefined): Unsupported | undefined {
  return name === undefined ? undefined : UNSUPPORTED.get(name);
}
