/**
 * The built-in schema of rendered trees. Children are read through links; in `props` streams arrive
 * as streams and members whose name begins with `$` as cells, everything else as values. What a
 * link leads to is shown with the default that the link declares, because a tree has none of its
 * own for the data of its author.
 */
import type { JSONSchema, JSONSchemaObject } from "@commonfabric/api";

/** The `$ref` under which schemas name it. */
export const VNODE_REF = "https://commonfabric.org/schemas/vnode.json";

/** Members of `props` whose name begins with `$`. */
export const VNODE_CELL_PROP: JSONSchema = Object.freeze({ asCell: Object.freeze(["cell"]) }) as
  & JSONSchemaObject
  & { readonly asCell: readonly ["cell"] };

const vnode: JSONSchema = { $ref: VNODE_REF };
const withUi: JSONSchema = { type: "object", properties: { $UI: vnode }, required: ["$UI"] };
const children: JSONSchema = {
  anyOf: [
    { type: ["string", "number", "boolean", "null", "undefined"] },
    vnode,
    withUi,
    { type: "array", items: { $ref: "#/$defs/Child" } },
    { type: "object", properties: {} },
  ],
};

/** The schema of `props`; `SchemaNode` knows it by identity. */
export const VNODE_PROPS: JSONSchemaObject = {
  type: "object",
  properties: {},
  additionalProperties: { anyOf: [{ asCell: ["stream"] }, true] },
};

/** What {@link VNODE_REF} stands for. */
export const VNODE_SCHEMA: JSONSchemaObject = {
  type: "object",
  properties: {
    type: { type: "string", enum: ["vnode"] },
    name: { type: "string" },
    props: VNODE_PROPS,
    children: { $ref: "#/$defs/Child" },
    $UI: vnode,
  },
  required: ["type", "name", "props"],
  $defs: { Child: children },
};
