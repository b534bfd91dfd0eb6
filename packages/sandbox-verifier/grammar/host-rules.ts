/** What the host table says about an export, in the words of the grammar; trusted callees. */
import type { AnyNode, Expression, Super } from "acorn";
import { helperExport, importableHostExport } from "@commonfabric/contract";
import type { HostExport } from "@commonfabric/contract";
import type { ModuleContext } from "./module-context.ts";

/** Whether calls of `row` make builder artifacts. */
export function isBuilder(row: HostExport): boolean {
  return row.category === "builder" || row.verify?.callback !== undefined;
}

/** Whether `row` may be used inside computed module data. */
export function isPure(row: HostExport): boolean {
  return row.verify?.pure === true || row.verify?.data === true;
}

/**
 * The host export that `callee` certainly is: `__cfHelpers.NAME`, `I.NAME` or `(0, I.NAME)` with the
 * binding `I` of a host import. Recognised by what the names are bound to, never by spelling alone:
 * wrapper names cannot be declared, and `I` is looked up.
 */
export function trustedCallee(
  context: ModuleContext,
  callee: Expression | Super,
): HostExport | undefined {
  const member = indirectTarget(callee) ?? callee;
  if (member.type !== "MemberExpression" || member.computed) return undefined;
  const { object, property } = member;
  if (object.type !== "Identifier" || property.type !== "Identifier") return undefined;
  const { hosts } = context.policy;
  if (object.name === "__cfHelpers") return helperExport(hosts, property.name);
  const binding = context.bindings.get(object.name);
  if (binding?.import?.kind !== "host") return undefined;
  return importableHostExport(hosts, binding.import.specifier, property.name);
}

/** `X` of `(0, X)`. */
function indirectTarget(node: AnyNode): Expression | undefined {
  if (node.type !== "SequenceExpression" || node.expressions.length !== 2) return undefined;
  const [zero, target] = node.expressions;
  return zero!.type === "Literal" && zero!.value === 0 ? target : undefined;
}
