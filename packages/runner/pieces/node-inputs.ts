/** The inputs of a node: its binding and the schema that it is read with. */
import type { JSONSchema } from "@commonfabric/api";
import { LIMITS } from "@commonfabric/contract";
import { isLink } from "../links/sigil.ts";
import { isOptionalHandle, type SchemaNode, schemaNode } from "../schemas/schema-node.ts";
import type { Address } from "../types.ts";
import { isMutableLeaf } from "../values/leaves.ts";

/** The stored tree of a node's inputs. */
export interface NodeInputs {
  /**
   * A document of the node's own. It is written only where the schema asks for a handle on plain
   * data of the binding: such data is state of the instance.
   */
  readonly address: Address;
  readonly node: unknown;
  readonly schema: JSONSchema | undefined;
  readonly hasOwnState: boolean;
}

/** Inputs for a node whose binding is the stored tree `node`. */
export function nodeInputs(
  address: Address,
  node: unknown,
  schema: JSONSchema | undefined,
): NodeInputs {
  const asked = withoutLeftOut(node, schema);
  return { address, node, schema: asked, hasOwnState: hasHandleOnData(node, schemaNode(asked), 0) };
}

/** `schema` without optional handles that the binding does not give: they are not there. */
function withoutLeftOut(node: unknown, schema: JSONSchema | undefined): JSONSchema | undefined {
  if (typeof schema !== "object" || schema.properties === undefined) return schema;
  if (typeof node !== "object" || node === null || Array.isArray(node) || isLink(node)) {
    return schema;
  }
  const whole = schemaNode(schema);
  const isLeftOut = (name: string) =>
    !Object.hasOwn(node, name) && !whole.required.has(name) &&
    isOptionalHandle(whole.property(name)!);
  const { properties } = schema;
  const names = Object.keys(properties);
  if (!names.some(isLeftOut)) return schema;
  const given = names.filter((name) => !isLeftOut(name)).map((name) => [name, properties[name]!]);
  return { ...schema, properties: Object.fromEntries(given) };
}

function hasHandleOnData(node: unknown, schema: SchemaNode, depth: number): boolean {
  if (node === undefined || isLink(node) || depth > LIMITS.valueDepth) return false;
  if (schema.handles.length > 0) return true;
  if (schema.members.some((member) => hasHandleOnData(node, member, depth + 1))) return true;
  if (typeof node !== "object" || node === null || isMutableLeaf(node)) return false;
  return Object.entries(node).some(([key, member]) => {
    const own = Array.isArray(node) ? schema.items : schema.property(key) ?? schema.additional(key);
    return own !== undefined && !own.isAny && hasHandleOnData(member, own, depth + 1);
  });
}
